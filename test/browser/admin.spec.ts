import type { Page } from 'playwright-core';
import { accountAs, ORIGIN } from '../support/sign-in.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin' });

async function open(path: string): Promise<Page> {
  const page = await (await app().context()).newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
const site = async (id: string): Promise<Record<string, unknown>> =>
  (await app().query('SELECT code, name, zone, active FROM site WHERE id = $1', [id]))[0];

describe('the settings of sites', () => {
  it('add a site: what is missing takes the focus, what was typed stays', async () => {
    const page = await open('/admin/sites/new');
    await page.getByLabel('Name', { exact: true }).fill('Oak Elementary');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const summary = page.getByRole('alert');
    expect(await summary.innerText()).toContain('Give the code');
    expect(await page.evaluate<boolean>(`document.activeElement?.getAttribute('role') === 'alert'`)).toBe(true);
    await summary.getByRole('link').click();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('siteCode');
    await page.keyboard.type('LHS');
    app().browser.expectProblem(/409/);
    await page.keyboard.press('Enter');
    await page
      .getByText(/is that of another site/)
      .first()
      .waitFor();
    await page.getByLabel('Code', { exact: true }).fill('OAK');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Oak Elementary' }).waitFor();
    expect(await app().query(`SELECT name, kind FROM site WHERE code = 'OAK'`)).toEqual([
      { name: 'Oak Elementary', kind: 'elementary' },
    ]);
  });

  it('keep what the second of two editors typed, and let them decide', async () => {
    app().browser.expectProblem(/409/);
    const id = await app().given.site('TWO');
    const [first, second] = [await open(`/admin/sites/${id}`), await open(`/admin/sites/${id}`)];
    await first.getByLabel('Zone').fill('North');
    await first.getByRole('button', { name: 'Save', exact: true }).click();
    await first.getByText('Saved.').waitFor();
    await second.getByLabel('Zone').fill('South');
    await second.getByRole('button', { name: 'Save', exact: true }).click();
    await second
      .getByText(/Somebody else changed this site meanwhile/)
      .first()
      .waitFor();
    expect(await second.getByLabel('Zone').inputValue()).toBe('South');
    expect(await site(id)).toMatchObject({ zone: 'North' });
    await second.getByRole('button', { name: 'Save', exact: true }).click();
    await second.getByText('Saved.').waitFor();
    expect(await site(id)).toMatchObject({ zone: 'South' });
  });

  it('close a site only when nothing belongs to it, and say what does', async () => {
    app().browser.expectProblem(/409/);
    const id = await app().given.site('OLD');
    await app().given.person(id);
    await app().given.device(id);
    await app().given.device(id);
    const page = await open(`/admin/sites/${id}`);
    await page.getByRole('button', { name: 'Close this site' }).click();
    const refusal = page.getByRole('alert');
    await refusal.waitFor();
    expect((await refusal.getByRole('listitem').allInnerTexts()).join()).toMatch(/^1 person,2 devices/);
    expect(await refusal.getByRole('link', { name: '2 devices' }).getAttribute('href')).toBe('/devices?site=OLD');
    expect(await site(id)).toMatchObject({ active: true });

    const empty = await app().given.site('GONE');
    await page.goto(`/admin/sites/${empty}`);
    await page.getByRole('button', { name: 'Close this site' }).click();
    await page.getByRole('button', { name: 'Open this site again' }).waitFor();
    expect(await site(empty)).toMatchObject({ active: false });
  });

  it('set programs by grade, rooms and hours of its own', async () => {
    const id = await app().given.site('PRG');
    const page = await open(`/admin/sites/${id}`);
    const addGrade = page.getByRole('button', { name: 'Add a grade' });
    for (const grade of ['7', '7']) {
      await addGrade.click();
      await page.getByLabel('Grade, the new line').fill(grade);
    }
    await page.getByRole('button', { name: 'Save programs' }).click();
    await page.getByText('Grade 7 stands here twice').first().waitFor();
    await page.getByLabel('Grade, 7').nth(1).fill('8');
    await page.getByLabel('1:1 limit of 8').fill('2');
    await page.getByRole('button', { name: 'Save programs' }).click();
    await page.getByText('Saved.').waitFor();
    expect(
      await app().query('SELECT grade, limit_one_to_one AS most FROM program WHERE site_id = $1 ORDER BY grade', [id]),
    ).toEqual([
      { grade: '7', most: 1 },
      { grade: '8', most: 2 },
    ]);

    await page.getByRole('button', { name: 'Change hours' }).click();
    await page.getByLabel('Friday closes at').fill('13:00');
    await page.getByRole('button', { name: 'Save hours' }).click();
    await page.getByText('Hours of its own').waitFor();
    await page.getByRole('button', { name: 'Follow the district' }).click();
    await page.getByText('The district’s hours hold').waitFor();

    await page.getByRole('button', { name: 'Add a room' }).click();
    await page.keyboard.type('PRG-CART-1');
    await page.getByRole('form', { name: 'New room' }).getByLabel('Name', { exact: true }).fill('Cart 1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Edit Cart 1, PRG-CART-1' }).click();
    await page.getByLabel('In use').uncheck();
    await page.getByRole('form', { name: 'Edit the room' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('No rooms yet', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Show rooms out of use' }).click();
    await page.getByRole('row', { name: /PRG-CART-1/ }).waitFor();
  });
});

describe('the log of changes', () => {
  it('shows who changed what, old and new, of one record', async () => {
    const id = await app().given.site('LOG');
    const page = await open(`/admin/sites/${id}`);
    await page.getByLabel('Telephone').fill('555-0100');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByLabel('Telephone').fill('555-0199');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('link', { name: 'who changed what' }).click();
    const rows = page.getByRole('table', { name: 'Changes' }).locator('tbody tr');
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    expect(await rows.first().innerText()).toMatch(/Test it-admin\s+Changed the site\s+Site LOG School/);
    expect(await rows.first().innerText()).toContain('Phone: 555-0100 → 555-0199');
    await page.getByRole('button', { name: 'One record only: show all' }).click();
    await rows.nth(2).waitFor();
  });
});

describe('a second person', () => {
  it('whose password somebody else set chooses an own one first, and then comes to where they wanted to be', async () => {
    const { server, browser, account, siteId } = app();
    const clerk = await accountAs(server.database.database, 'site-clerk', siteId);
    await server.database.asSuperuser(
      `UPDATE account SET password_set_by = $2, password_set_at = clock_timestamp() WHERE id = $1`,
      [clerk.id, account.id],
    );
    browser.expectProblem(/40[13]/);
    const page = await (await browser.context({ baseURL: ORIGIN })).newPage();
    await page.goto('/devices');
    await page.getByLabel('E-mail').fill(clerk.email);
    await page.getByLabel('Password', { exact: true }).fill(clerk.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Choose your own password' }).waitFor();
    await page.getByLabel('Present password').fill(clerk.password);
    await page.getByLabel('New password', { exact: true }).fill('violet otter canyon lamp');
    await page.getByLabel('New password again').fill('violet otter canyon lamp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
  });

  it('sees on Home that a role waits for them, and whoever proposed it does not', async () => {
    const { server, account, siteId } = app();
    const proposer = await accountAs(server.database.database, 'it-admin', null);
    const gainer = await accountAs(server.database.database, 'site-clerk', siteId);
    const propose = (by: string): Promise<unknown> =>
      server.database.asSuperuser(
        `INSERT INTO grant_proposal (account_id, role_id, site_id, proposed_by)
         SELECT $1, id, CASE WHEN $2 = $3 THEN $4::uuid END, $2::uuid FROM role WHERE code = 'it-admin'`,
        [gainer.id, by, account.id, siteId],
      );
    await propose(account.id);
    await propose(proposer.id);
    const page = await open('/');
    await page.getByRole('link', { name: 'One role waits for your approval' }).click();
    await page.getByRole('region', { name: 'Waits for a second person' }).waitFor();
    const approve = page.getByRole('button', { name: /^Approve IT admin/ });
    // The name of the role comes with a request of its own.
    await approve.first().waitFor();
    expect(await approve.count()).toBe(1);
  });
});
