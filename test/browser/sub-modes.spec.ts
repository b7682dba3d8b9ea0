import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const openLoan = async (deviceId: string): Promise<Record<string, unknown> | undefined> =>
  (
    await app().query(
      `SELECT person_id, type, due_on::text, due_at FROM loan WHERE device_id = $1 AND returned_at IS NULL`,
      [deviceId],
    )
  ).at(0);

describe('the due chip', () => {
  it('is set by /d or a card, shows what it does, stays from person to person, and goes by its ×', async () => {
    const [maya, leo] = [await app().given.person(app().siteId), await app().given.person(app().siteId)];
    const [first, second] = [await app().given.device(app().siteId), await app().given.device(app().siteId)];
    const { page, scan, view } = await app().desk('out');
    const chip = page.locator('[data-chip=due]');
    await scan('/d 12-31');
    expect(await chip.innerText()).toMatch(/^Due \w{3} 31 Dec/);
    await scan(maya.number);
    await scan(first.tag);
    const given = await view.answered(first.tag);
    expect(given.row).toBe('O10');
    expect(given.text).toMatch(/due (\w{3} )?31 Dec/);
    expect(await openLoan(first.id)).toMatchObject({
      person_id: maya.id,
      due_on: expect.stringMatching(/-12-31$/) as string,
    });
    await scan('CMD-DUE-3');
    expect(await chip.innerText()).toBe('Due in 3 school days');
    await page.reload();
    await view.ready();
    expect(await chip.innerText()).toBe('Due in 3 school days');
    await chip.getByRole('button').click();
    await chip.waitFor({ state: 'detached' });
    expect((await view.now()).focus).toBe('scan-field');
    await scan(leo.number);
    await scan(second.tag);
    await view.answered(second.tag);
    const [{ ends }] = await app().query<{ ends: string }>('SELECT ends_on::text AS ends FROM school_year');
    expect(await openLoan(second.id)).toMatchObject({ person_id: leo.id, due_on: ends });
  });

  it('begins in the field at a press, and what is not understood says how it is written', async () => {
    const { page, view } = await app().desk('out');
    await page.getByRole('button', { name: 'Due', exact: true }).click();
    expect(await view.now()).toMatchObject({ value: '/d ', focus: 'scan-field' });
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    await page.getByText('Due when? /d 3').waitFor();
    expect(await page.locator('[data-chip=due]').count()).toBe(0);
  });

  it('kinds of loan: in school ends with the day', async () => {
    const maya = await app().given.person(app().siteId);
    const { id, tag } = await app().given.device(app().siteId);
    const { page, scan, view } = await app().desk('out');
    await page.getByRole('button', { name: 'In school', exact: true }).click();
    await scan(maya.number);
    await scan(tag);
    await view.answered(tag);
    const loan = await openLoan(id);
    expect(loan).toMatchObject({ type: 'in-school' });
    expect(loan?.due_at).not.toBeNull();
  });
});

describe('pair 1:1', () => {
  it('24: the next device waits for the next person; /pair again ends it', async () => {
    const [maya, leo] = [await app().given.person(app().siteId), await app().given.person(app().siteId)];
    const [first, second] = [await app().given.device(app().siteId), await app().given.device(app().siteId)];
    const { page, scan, view } = await app().desk('out');
    await scan('/pair');
    expect(await page.locator('[data-chip=pair]').innerText()).toMatch(/^Pair 1:1/);
    await scan(maya.number);
    await scan(first.tag);
    await scan(second.tag);
    const waiting = await view.answered(second.tag);
    expect(waiting).toMatchObject({ row: 'O11', class: 'CONTEXT' });
    expect(waiting.desk.person).toBe('');
    expect(await openLoan(second.id)).toBeUndefined();
    expect(await openLoan(first.id)).toMatchObject({ person_id: maya.id });
    await scan(leo.number);
    await view.until(({ result }) => result.row === 'O4');
    expect(await openLoan(second.id)).toMatchObject({ person_id: leo.id });
    await scan('/pair');
    expect(await page.locator('[data-chip=pair]').count()).toBe(0);
  });
});

describe('loaners', () => {
  it('/loan refuses what is not in the pool; the × of the chip lends anything for the day', async () => {
    const maya = await app().given.person(app().siteId);
    const { id, tag } = await app().given.device(app().siteId);
    const { page, scan, view } = await app().desk('out');
    await scan('/loan');
    await scan(maya.number);
    await scan(tag);
    expect(await view.answered(tag)).toMatchObject({ row: 'O23', class: 'STOP' });
    await page.locator('[data-chip=loaners]').getByRole('button').click();
    await scan(tag);
    await view.until(({ result }) => result.row === 'O10');
    expect(await openLoan(id)).toMatchObject({ type: 'daily', person_id: maya.id });
  });
});

describe('amnesty', () => {
  it('/free marks the returns until its × is pressed', async () => {
    const [first, second] = [
      await app().given.device(app().siteId, { state: 'deployed' }),
      await app().given.device(app().siteId),
    ];
    const maya = await app().given.person(app().siteId);
    const { page, scan, view } = await app().desk('out');
    await scan(maya.number);
    await scan(second.tag);
    await scan('/in');
    await scan('/free');
    await scan(second.tag);
    await view.until(({ result }) => result.tag === second.tag && result.class !== '' && result.row.startsWith('I'));
    const [loan] = await app().query('SELECT amnesty FROM loan WHERE device_id = $1', [second.id]);
    expect(loan).toEqual({ amnesty: true });
    await page.locator('[data-chip=amnesty]').getByRole('button').click();
    await scan(first.tag);
    expect((await view.answered(first.tag)).row).toBe('I1');
    expect(await page.locator('[data-chip=amnesty]').count()).toBe(0);
  });
});
