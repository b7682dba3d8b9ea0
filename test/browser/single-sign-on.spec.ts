import type { Page } from 'playwright-core';
import { findingsInBoth } from '../support/axe.js';
import { tabTo } from '../support/keyboard.js';
import { shown } from '../support/pages.js';
import { accountAs, ORIGIN } from '../support/sign-in.js';
import type { TestAccount } from '../support/sign-in.js';
import type { Somebody } from '../support/test-issuer.js';
import { TestIssuer } from '../support/test-issuer.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ALLOW_LOOPBACK_ISSUER: '1' } });
let issuer: TestIssuer;
beforeAll(async () => (issuer = await TestIssuer.start()));
afterAll(() => issuer.close());

const provider = async (): Promise<Record<string, unknown>> =>
  (await app().query('SELECT kind, label, enabled, allowed_domains AS domains FROM identity_provider'))[0];

const as = ({ email }: TestAccount): Somebody => ({ sub: email, email, email_verified: true, name: 'Some Body' });
const clerk = (): Promise<TestAccount> => accountAs(app().server.database.database, 'site-clerk', app().siteId);

/** Nobody is signed in here. */
async function strangerAt(path: string): Promise<Page> {
  app().browser.expectProblem(/401/);
  const page = await (await app().browser.context({ baseURL: ORIGIN })).newPage();
  await shown(page, path);
  return page;
}

/** On the page of the provider, whose one button has the focus. */
async function agree(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Test provider' }).waitFor();
  await page.keyboard.press('Enter');
}

it('an administrator sets a provider up, tests it and turns it on, by keyboard alone', async () => {
  const page = await (await app().context()).newPage();
  await shown(page, '/admin/sign-in');
  await tabTo(page, /^Provider$/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Another');
  await tabTo(page, /Name on the button/);
  await page.keyboard.press('Enter');
  const summary = page.getByRole('alert');
  expect(await summary.innerText()).toContain('5 things are missing or wrong');
  const fields: [RegExp, string][] = [
    [/^Name on the button/, 'Example ID'],
    [/^Issuer/, issuer.url],
    [/^Client id/, issuer.client.id],
    [/^Client secret/, 'not the secret'],
    [/^E-mail domains/, 'test.example'],
  ];
  for (const [name, text] of fields) {
    await tabTo(page, name);
    await page.keyboard.type(text);
  }
  await tabTo(page, /^Add, turned off$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Test Example ID/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Something is wrong' }).waitFor();
  expect(await page.getByRole('region', { name: 'What the test found' }).innerText()).toContain(
    'The provider does not take the client id and the secret',
  );
  expect(await provider()).toEqual({ kind: 'oidc', label: 'Example ID', enabled: false, domains: ['test.example'] });

  await tabTo(page, /^Change Example ID/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Client secret/);
  await page.keyboard.type(issuer.client.secret);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Change Example ID' }).waitFor({ state: 'detached' });
  await tabTo(page, /^Test Example ID/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^It works/ }).waitFor();
  expect(await findingsInBoth(page, '/admin/sign-in with a tested provider')).toEqual([]);
  await tabTo(page, /^Turn on Example ID/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Turn off Example ID' }).waitFor();
  expect(await provider()).toMatchObject({ enabled: true });
});

it('somebody signs in by keyboard alone and comes to the page that was asked for', async () => {
  const account = await clerk();
  issuer.somebody = as(account);
  const page = await strangerAt('/devices?state=missing');
  expect(await findingsInBoth(page, '/sign-in with a provider')).toEqual([]);
  expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Sign in with Example ID');
  await page.keyboard.press('Enter');
  await agree(page);
  await page.waitForURL(/\/devices\?state=missing$/);
  await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
  const sessions = await app().query('SELECT way FROM session WHERE account_id = $1', [account.id]);
  expect(sessions).toEqual([{ way: 'provider' }]);
  // Neither the code nor the state is in the history or in the browser's storage.
  await page.goBack();
  expect(page.url()).not.toContain('code=');
  expect(await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(
    /code|state/,
  );
});

it('a password still works beside it', async () => {
  const { email, password } = await clerk();
  const page = await strangerAt('/devices');
  await tabTo(page, /^E-mail/);
  await page.keyboard.type(email);
  await tabTo(page, /^Password/);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/devices$/);
});

it('somebody without an account is told so, and comes back by keyboard', async () => {
  app().browser.expectProblem(/403/);
  issuer.somebody = { sub: 'nobody', email: 'nobody@test.example', email_verified: true };
  const page = await strangerAt('/');
  await page.keyboard.press('Enter');
  await agree(page);
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  expect(await page.getByRole('alert').innerText()).toBe(
    'You have no account in Cubby yet; ask your school’s office or your district’s IT for one.',
  );
  expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
  expect(new URL(page.url()).search).toBe('');
  expect(await findingsInBoth(page, '/sign-in/callback refused')).toEqual([]);
  await tabTo(page, /^Back to the sign-in page$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign in with Example ID' }).waitFor();
});

it('an administrator links the own account from My sessions, and signs in with it from then on', async () => {
  const account = await accountAs(app().server.database.database, 'it-admin', null);
  issuer.somebody = as(account);
  app().browser.expectProblem(/403/);
  const page = await strangerAt('/');
  await page.keyboard.press('Enter');
  await agree(page);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('link it to Example ID on the page My sessions');
  await page.getByRole('link', { name: 'Back to the sign-in page' }).click();
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await shown(page, '/account/sessions');
  await page.getByRole('button', { name: 'Link to Example ID' }).click();
  await agree(page);
  await page.waitForURL(/\/account\/sessions$/);
  await page.getByRole('cell', { name: 'Single sign-on' }).waitFor();
  await page.context().clearCookies();
  await shown(page, '/admin/users');
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  await agree(page);
  await page.waitForURL(/\/admin\/users$/);
});

it('an old callback, opened from the history by somebody who is signed in, goes on to the work', async () => {
  const account = await clerk();
  issuer.somebody = as(account);
  const page = await strangerAt('/devices');
  await page.keyboard.press('Enter');
  await agree(page);
  await page.waitForURL(/\/devices$/);
  app().browser.expectProblem(/409/);
  await page.goto('/sign-in/callback?code=abc&state=def');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
});

it('a callback of another browser, or that somebody made up, opens nothing', async () => {
  // The second is the question whether somebody is signed in here.
  app().browser.expectProblem(/409|401/);
  const page = await strangerAt('/sign-in/callback?code=abc&state=def');
  expect(await page.getByRole('alert').innerText()).toMatch(/^This sign-in is over, or was begun in another browser/);
  await shown(page, '/sign-in/callback?error=access_denied&error_description=Call+555-0100');
  expect(await page.getByRole('alert').innerText()).toMatch(/did not agree/);
  expect(await page.locator('body').innerText()).not.toContain('555');
});

it('a desk whose session is over offers the provider too, and keeps what waits', async () => {
  const account = await clerk();
  issuer.somebody = as(account);
  app().browser.expectProblem(/401/);
  const context = await app().browser.context({ baseURL: ORIGIN });
  const page = await context.newPage();
  await page.goto('/scan/in');
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  await agree(page);
  await page.getByRole('button', { name: 'Start scanning' }).click();
  const { scan, view } = await app().deskOn(page);
  await app().query('SELECT 1');
  await app().server.database.asSuperuser('UPDATE session SET ended_at = clock_timestamp() WHERE account_id = $1', [
    account.id,
  ]);
  const { tag } = await app().given.device(app().siteId, { state: 'deployed' });
  await scan(tag);
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  await agree(page);
  await page.waitForURL(/\/scan\/in/);
  await view.answered(tag);
});

it('an administrator sees and ends the link of an account, and makes a rule', async () => {
  const [linked] = await app().query<{ id: string }>(
    'SELECT account_id AS id FROM account_identity ORDER BY id LIMIT 1',
  );
  const page = await (await app().context()).newPage();
  await shown(page, `/admin/users/${linked.id}`);
  await page.getByRole('button', { name: /^Unlink Example ID from/ }).click();
  await page.getByText('Unlinked. The next sign-in').waitFor();
  expect(await app().query('SELECT 1 FROM account_identity WHERE account_id = $1', [linked.id])).toEqual([]);

  await shown(page, '/admin/sign-in');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByText('Give the domain').first().waitFor();
  await page.getByLabel('Domain', { exact: true }).fill('test.example');
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'TIL / teacher' });
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await page.getByRole('row', { name: /Everybody with an address of test.example/ }).waitFor();
  const roles = await page.getByLabel('Role', { exact: true }).innerText();
  expect(roles).toContain('Site clerk');
  expect(roles).not.toContain('IT admin');
  await page.getByRole('button', { name: 'Remove the rule for test.example' }).click();
  await page.getByText('No rule yet').waitFor();
});

it('where single sign-on is demanded one key signs in, and a quiet link opens the form of emergency accounts', async () => {
  const { database } = app().server;
  await database.asSuperuser(
    `SET session_replication_role = replica; UPDATE sign_in_policy SET passwords = 'break-glass'`,
  );
  const account = await clerk();
  issuer.somebody = as(account);
  const page = await strangerAt('/devices');
  expect(await page.getByLabel('E-mail').count()).toBe(0);
  expect(await findingsInBoth(page, '/sign-in by the provider alone')).toEqual([]);
  await tabTo(page, /^Emergency account$/);
  await page.keyboard.press('Enter');
  await page.getByLabel('E-mail').waitFor();
  expect(await page.evaluate<string>('document.activeElement.name')).toBe('email');
  expect(await findingsInBoth(page, '/sign-in with an emergency account')).toEqual([]);
  app().browser.expectProblem(/403/);
  await page.keyboard.type(account.email);
  await tabTo(page, /^Password/);
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('This district signs in with single sign-on').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with Example ID' }).waitFor();
  await page.keyboard.press('Enter');
  await agree(page);
  await page.waitForURL(/\/devices$/);

  const desk = await (await app().browser.context({ baseURL: ORIGIN })).newPage();
  await desk.goto('/scan/in');
  await desk.getByRole('button', { name: 'Sign in with Example ID' }).waitFor();
  expect(await desk.getByLabel('Password').count()).toBe(0);
  await database.asSuperuser(`UPDATE sign_in_policy SET passwords = 'everybody'`);
});

it('an administrator lets a role ask for a second factor, by keyboard alone, after a word about whom it stops', async () => {
  await clerk();
  const page = await (await app().context()).newPage();
  await shown(page, '/admin/sign-in');
  const clerks = page.getByRole('switch', { name: /^Site clerk/ });
  await clerks.waitFor();
  expect(await findingsInBoth(page, '/admin/sign-in with the roles')).toEqual([]);
  await clerks.focus();
  await page.keyboard.press('Space');
  const asked = page.getByRole('region', { name: 'Ask Site clerk for a second factor?' });
  expect(await asked.innerText()).toMatch(/with this role ha(s|ve) none yet/);
  expect(await app().query(`SELECT second_factor AS on FROM role WHERE code = 'site-clerk'`)).toEqual([{ on: false }]);
  await page.keyboard.press('Enter');
  await page.getByRole('switch', { name: /^Site clerk/, checked: true }).waitFor();
  expect(await app().query(`SELECT second_factor AS on FROM role WHERE code = 'site-clerk'`)).toEqual([{ on: true }]);
  await clerks.focus();
  await page.keyboard.press('Space');
  await page.getByRole('switch', { name: /^Site clerk/, checked: false }).waitFor();
  await app().server.database.asSuperuser(`UPDATE role SET second_factor = true WHERE code = 'finance'`);
  await page.reload();
  await page.getByText('Always on: finance approves what is written off.').waitFor();
  expect(await page.getByRole('switch', { name: /^Finance/ }).count()).toBe(0);
});

// The last one: it gives the session of the others a new token.
it('whoever turns a provider off after a while shows first who is there, by keyboard alone', async () => {
  const page = await (await app().context()).newPage();
  await shown(page, '/admin/sign-in');
  app().browser.expectProblem(/403/);
  await app().server.database.asSuperuser(`UPDATE session SET proven_at = proven_at - interval '6 minutes'`);
  await tabTo(page, /^Turn off Example ID/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Is it still you?' }).waitFor();
  expect(await findingsInBoth(page, '/admin/sign-in with the proof')).toEqual([]);
  expect(await provider()).toMatchObject({ enabled: true });
  await page.keyboard.type(app().account.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Turn on Example ID' }).waitFor();
  expect(await provider()).toMatchObject({ enabled: false });
});
