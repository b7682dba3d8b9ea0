import { accountAs } from '../support/sign-in.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin' });

/** Issues a card on the account's page, by keyboard, and gives its code. */
async function issued(accountId: string): Promise<string> {
  const page = await (await app().context()).newPage();
  await page.goto(`/admin/users/${accountId}`);
  const issue = page.getByRole('button', { name: 'Issue a card' });
  await issue.focus();
  await page.keyboard.press('Enter');
  const code = page.getByLabel('Card code');
  await code.waitFor();
  const text = await code.inputValue();
  expect(text).toMatch(/^SUP-[0-9A-Z]{20}$/);
  await page.reload();
  await page.getByRole('button', { name: 'Withdraw', exact: true }).waitFor();
  expect(await page.content()).not.toContain(text);
  await page.close();
  return text;
}

describe('a supervisor’s card', () => {
  it('scanned after a refusal does it, says by whom, and is shown and kept without its code', async () => {
    const { given, siteId, server } = app();
    const supervisor = await accountAs(server.database.database, 'site-admin', siteId);
    const code = await issued(supervisor.id);
    const maya = await given.person(siteId);
    const [first, second] = [await given.device(siteId), await given.device(siteId)];
    const { page, scan, view } = await app().desk('out');
    for (const each of [maya.number, first.tag, second.tag]) await scan(each);
    expect(await view.answered(second.tag)).toMatchObject({ row: 'O15', class: 'STOP' });
    await scan(code);
    const lifted = await view.answered('Supervisor card');
    expect(lifted).toMatchObject({ row: 'O10', class: 'OK', tag: second.tag });
    expect(lifted.desk.result.text).toContain('by Test site-admin');
    expect(lifted.desk.attention).toBe(0);
    expect(lifted.desk.focus).toBe('scan-field');
    const kept = await page.evaluate<string>(`(async () => {
      const db = await new Promise((resolve) => { const open = indexedDB.open('cubby-station'); open.onsuccess = () => resolve(open.result); });
      const all = await new Promise((resolve) => {
        const get = db.transaction('entry').objectStore('entry').getAll(); get.onsuccess = () => resolve(get.result);
      });
      return JSON.stringify(all) + JSON.stringify({ ...localStorage }) + document.documentElement.outerHTML;
    })()`);
    expect(kept).toContain('SUP-CARD');
    expect(kept).not.toContain(code);
    // Two refusals on the way, of one device: one card, and both are settled.
    const third = await given.device(siteId);
    const other = await given.person(siteId);
    await given.reserve(third.id, other.id);
    await scan(third.tag);
    await view.answered(third.tag);
    await scan(code);
    await view.until(({ result, attention }) => result.class === 'STOP' && attention === 1);
    // A command in between: no bounce of the scanner.
    await scan('/loud');
    await scan(code);
    await view.until(({ result, attention }) => result.class === 'CHECK' && attention === 0);
    // One undo takes it back.
    await scan('/u');
    await view.until(({ result }) => result.row === 'UNDO');
    const [{ state }] = await app().query<{ state: string }>('SELECT state FROM device WHERE id = $1', [third.id]);
    expect(state).toBe('in-stock');
  });

  it('withdrawn on the page, is refused at once', async () => {
    const { given, siteId, server } = app();
    const supervisor = await accountAs(server.database.database, 'site-admin', siteId);
    const code = await issued(supervisor.id);
    const maya = await given.person(siteId);
    const [first, second] = [await given.device(siteId), await given.device(siteId)];
    const { scan, view } = await app().desk('out');
    for (const each of [maya.number, first.tag, second.tag]) await scan(each);
    await view.answered(second.tag);
    const page = await (await app().context()).newPage();
    await page.goto(`/admin/users/${supervisor.id}`);
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText('Withdrawn: no desk takes this card any more.').waitFor();
    await scan(code);
    const refused = await view.answered('Supervisor card');
    expect(refused).toMatchObject({ row: 'CARD-NO', class: 'STOP' });
    expect(refused.desk.result.headline).toBe('NOT DONE – this card is not valid');
    expect((await view.now()).focus).toBe('scan-field');
  });
});
