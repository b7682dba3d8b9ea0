import type { Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { findingsInBoth } from '../support/axe.js';
import { tabTo } from '../support/keyboard.js';
import { shown } from '../support/pages.js';
import { accountAs, ORIGIN } from '../support/sign-in.js';
import type { TestAccount } from '../support/sign-in.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'site-clerk' });
let finance: TestAccount;
beforeAll(async () => {
  await app().server.database.asSuperuser(`UPDATE role SET second_factor = true WHERE code = 'finance'`);
  finance = await accountAs(app().server.database.database, 'finance', null);
});

const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** With the password, in a browser of its own. */
async function signIn(path: string): Promise<Page> {
  app().browser.expectProblem(/401|403|422/);
  const page = await (await app().browser.context({ baseURL: ORIGIN })).newPage();
  await shown(page, path);
  await page.getByLabel('E-mail').fill(finance.email);
  await page.getByLabel('Password', { exact: true }).fill(finance.password);
  await page.keyboard.press('Enter');
  return page;
}

it('is set up at the first sign-in and asked for at the next, by keyboard alone', async () => {
  const first = await signIn('/devices');
  await first.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
  await first.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  expect(await findingsInBoth(first, 'the enrolment')).toEqual([]);
  const secret = (await first.locator('code').innerText()).replaceAll(' ', '');
  await tabTo(first, /^Six digits/);
  await first.keyboard.type('000000');
  await first.keyboard.press('Enter');
  await first.getByRole('alert').getByText('wrong').first().waitFor();
  await tabTo(first, /^Six digits/);
  await first.keyboard.press('Control+A');
  await first.keyboard.type(codeOf(secret, -1));
  await first.keyboard.press('Enter');
  await first.getByRole('heading', { name: 'Keep your backup codes' }).waitFor();
  const codes = await first.locator('ol code').allInnerTexts();
  expect(codes).toHaveLength(10);
  expect(await findingsInBoth(first, 'the backup codes')).toEqual([]);
  await tabTo(first, /^I have kept them/);
  await first.keyboard.press('Enter');
  await first.waitForURL('**/devices');

  const second = await signIn('/devices');
  await second.getByRole('heading', { name: 'Enter your code' }).waitFor();
  expect(await findingsInBoth(second, 'the code')).toEqual([]);
  await second.keyboard.type('000000');
  await second.keyboard.press('Enter');
  await second.getByRole('alert').getByText('wrong').first().waitFor();
  await second.keyboard.type(codes[0]);
  await second.keyboard.press('Enter');
  await second.waitForURL('**/devices');
  await shown(second, '/account');
  await second.getByText('9 backup codes left').waitFor();

  const { database } = app().server;
  await database.asSuperuser(`UPDATE session SET proven_at = proven_at - interval '5 minutes'`);
  await shown(second, '/account/second-factor');
  await tabTo(second, /^Make new backup codes/);
  await second.keyboard.press('Enter');
  await second.getByRole('heading', { name: 'Is it still you?' }).waitFor();
  expect(await findingsInBoth(second, 'the proof')).toEqual([]);
  await second.keyboard.type(finance.password);
  await second.keyboard.press('Enter');
  await second.getByRole('heading', { name: 'Keep your backup codes' }).waitFor();
});
