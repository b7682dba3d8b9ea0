import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const person = (name: [string, string]) => app().given.person(app().siteId, { name });
const tagOf = async (state?: string): Promise<string> => (await app().given.device(app().siteId, { state })).tag;

it('a session has an address that survives a reload, ends by /done /done, and shows what it came to', async () => {
  const maya = await person(['Maya', 'Rivera']);
  const [tag, retired] = [await tagOf(), await tagOf('retired')];
  const { page, scan, view } = await app().desk('out');
  await page.waitForURL(/\/scan\/out\?session=[\w-]{36}$/);
  await scan(maya.number);
  await scan(tag);
  await scan(retired);
  await view.answered(retired);
  await page.reload();
  await view.until(({ count }) => count === 3);

  await scan('/done');
  await view.until(({ person: id }) => id === '');
  await scan('/done');
  await page.getByRole('form', { name: 'End this session?' }).waitFor();
  expect((await view.now()).focus).toBe('scan-field');
  await scan('/done');
  await page.waitForURL(/\/scan\/sessions\//);
  await page.getByRole('heading', { name: 'Session ended' }).waitFor();
  expect(await page.getByTestId('total-word.out').textContent()).toBe('1');
  expect(await page.getByTestId('total-session.refused').textContent()).toBe('1');
  expect(await page.getByRole('row', { name: retired }).textContent()).toContain('NOT CHECKED OUT – retired');
  await page.getByRole('button', { name: 'Export this view' }).click();
  await page.getByLabel('Recipient').fill('The office');
  await page.getByLabel('Purpose').fill('The end of the day');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^session-scans-.*\.csv$/);
  await page.keyboard.press('Escape');
  const [row] = await app().query<{ ended: boolean }>(
    'SELECT ended_at IS NOT NULL AS ended FROM desk_session ORDER BY started_at DESC LIMIT 1',
  );
  expect(row.ended).toBe(true);

  // The address of the ended one leads to what it came to, wherever it is opened.
  const ended = /sessions\/(.+)$/.exec(page.url())?.[1] ?? '';
  await page.goto(`/scan/out?session=${ended}`);
  await page.waitForURL(/\/scan\/sessions\//);
  await page.getByRole('heading', { name: 'Session ended' }).waitFor();
  await page.keyboard.press('Enter');
  await view.ready();
  expect((await view.now()).count).toBe(0);
});

it('a scan instead of the answer goes on with the session', async () => {
  const tag = await tagOf('deployed');
  const { page, scan, view } = await app().desk('in');
  await scan('/done');
  const asked = page.getByRole('form', { name: 'End this session?' });
  await asked.waitFor();
  await scan(tag);
  await view.answered(tag);
  await asked.waitFor({ state: 'detached' });
});

it('thirty minutes without a scan begin another session; the field still listens', async () => {
  const context = await app().context();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto('/scan/in');
  const { scan, view } = await app().deskOn(page);
  await scan(await tagOf('deployed'));
  await view.settled(1);
  await page.clock.runFor(30 * 60_000 + 2_000);
  await page.getByText('The session before ended after 30 minutes without a scan.').waitFor();
  expect(await view.now()).toMatchObject({ count: 0, focus: 'scan-field' });
});

it('signing out ends it', async () => {
  const { page, scan, view } = await app().desk('in');
  await scan(await tagOf('deployed'));
  await view.settled(1);
  await page.goto('/');
  await page.getByRole('button', { name: /account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  app().browser.expectProblem(/401/);
  await page.waitForURL(/sign-in/);
  const [row] = await app().query<{ ended: boolean }>(
    'SELECT ended_at IS NOT NULL AS ended FROM desk_session ORDER BY started_at DESC LIMIT 1',
  );
  expect(row.ended).toBe(true);
  expect(await page.evaluate(`localStorage.getItem('cubby.desk-session')`)).toBe('null');
});
