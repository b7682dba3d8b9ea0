import type { OutcomeClass } from '@app/scan-engine';
import { findingsInBoth } from '../support/axe.js';
import { shown } from '../support/pages.js';
import { accountAs } from '../support/sign-in.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

describe('50: no serious finding of axe, light and dark', () => {
  it('on the steps that open in a page: comparing two records, a new token, what waits for a second person', async () => {
    await temporaryTwin();
    await proposal();
    const page = await (await app().context()).newPage();
    await shown(page, '/people/temporary');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('region', { name: 'Is this the same student?' }).waitFor();
    expect(await findingsInBoth(page, 'merge')).toEqual([]);
    await shown(page, '/account/tokens');
    await page.getByRole('button', { name: 'Token', exact: true }).click();
    await page.getByLabel('What it is for').fill('Report');
    await page.getByRole('checkbox').first().check();
    expect(await findingsInBoth(page, 'token form')).toEqual([]);
    await page.getByRole('button', { name: 'Make the token' }).click();
    await page.getByRole('region', { name: 'The new token' }).waitFor();
    expect(await findingsInBoth(page, 'token')).toEqual([]);
    await shown(page, '/admin/users');
    await page.getByRole('region', { name: 'Waits for a second person' }).waitFor();
    expect(await findingsInBoth(page, 'proposal')).toEqual([]);
  });

  it('on the station with a result of each class', async () => {
    app().browser.expectProblem(/Failed to load resource/);
    const { page, scan, view } = await app().desk('in');
    await app().given.room(app().siteId, 'LIBRARY-2');
    const codes: [OutcomeClass, () => Promise<string>][] = [
      ['OK', () => tagOf('deployed')],
      ['CONTEXT', () => Promise.resolve('LIBRARY-2')],
      ['CHECK', () => tagOf('missing')],
      ['STOP', () => tagOf('retired')],
      ['AGAIN', () => tagOf('in-stock')],
      ['ALARM', () => tagOf('stolen')],
      ['SAVED', () => tagOf('deployed')],
    ];
    for (const [outcome, makeCode] of codes) {
      if (outcome === 'SAVED') await page.route('**/api/v1/scan-events', (route) => route.abort());
      const code = await makeCode();
      await scan(code);
      expect((await view.answered(code)).class).toBe(outcome);
      expect(await findingsInBoth(page, outcome)).toEqual([]);
    }
    await page.unroute('**/api/v1/scan-events');
    await page.evaluate('window.dispatchEvent(new Event("online"))');
    await scan('5CD4518AXE');
    await view.until(({ rows: [row] }) => row.row === 'U2');
    await scan('n');
    await page.getByRole('form', { name: 'New device' }).waitFor();
    expect(await findingsInBoth(page, 'a new device')).toEqual([]);
    await page.keyboard.press('Escape');
    await scan('/?');
    await page.getByRole('complementary', { name: 'Commands and settings' }).waitFor();
    expect(await findingsInBoth(page, 'commands and settings')).toEqual([]);
  });
});

async function tagOf(state: string): Promise<string> {
  return (await app().given.device(app().siteId, { state })).tag;
}

/** A temporary student whom the roster has by now. */
async function temporaryTwin(): Promise<void> {
  const { given, server, siteId } = app();
  await given.person(siteId, { name: ['Noor', 'Haddad'] });
  const { id } = await given.person(siteId, { name: ['Noor', 'Haddad'], number: 'T-900' });
  await server.database.asSuperuser(`UPDATE person SET temporary = true WHERE id = $1`, [id]);
}

async function proposal(): Promise<void> {
  const { server } = app();
  const [proposer, gainer] = [
    await accountAs(server.database.database, 'it-admin', null),
    await accountAs(server.database.database, 'site-clerk', app().siteId),
  ];
  await server.database.asSuperuser(
    `INSERT INTO grant_proposal (account_id, role_id, proposed_by) SELECT $1, id, $2 FROM role WHERE code = 'it-admin'`,
    [gainer.id, proposer.id],
  );
}
