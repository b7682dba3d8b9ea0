import type { Page } from 'playwright-core';
import { SetupFacade } from '@app/identity';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { TestBrowser } from '../support/browser.js';
import { ORIGIN } from '../support/sign-in.js';
import { WEB_FOLDER } from '../support/web-app.js';

const PASSWORD = 'violet otter canyon lamp';

let empty: TestApp;
let browser: TestBrowser;
let code: string;
beforeAll(async () => {
  empty = await testApp({ webFolder: WEB_FOLDER });
  browser = await TestBrowser.launch(`MAP ${new URL(ORIGIN).host} ${new URL(empty.url).host}`);
  code = (await empty.app.get(SetupFacade).newCode()) ?? '';
});
afterAll(async () => {
  await browser.close();
  await empty.close();
});

const press = (page: Page): Promise<void> => page.getByRole('button', { name: 'Set up the district' }).click();

it('77: is left and gone on with, refuses a wrong code in words, and leads to the first sign-in', async () => {
  browser.expectProblem(/40[13]/);
  const context = await browser.context({ baseURL: ORIGIN });
  let page = await context.newPage();
  await page.goto('/');
  await page.waitForURL('**/setup');
  await page.getByLabel('Code', { exact: true }).fill('AAAA-BBBB-CCCC-DDDD');
  await page.getByLabel('Name of the district').fill('Elm Valley USD');
  await page.locator('#timeZone').fill('America/Chicago');
  await page.getByRole('radio', { name: 'Generic' }).check();
  await page.getByLabel('The fiscal year begins in').selectOption('8');
  await page.getByLabel('First day of school').fill('2026-08-10');
  await page.getByLabel('Your name').fill('Dana Whitfield');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Sites, one a line').fill('EHS, Elm High School');
  await page.close();

  page = await context.newPage();
  await page.goto('/setup');
  await page.getByText('What you entered before is here again').waitFor();
  for (const [label, value] of [
    ['Name of the district', 'Elm Valley USD'],
    ['The fiscal year begins in', '8'],
    ['First day of school', '2026-08-10'],
    ['Your name', 'Dana Whitfield'],
    ['Sites, one a line', 'EHS, Elm High School'],
  ])
    expect(await page.getByLabel(label).inputValue()).toBe(value);
  expect(await page.locator('#timeZone').inputValue()).toBe('America/Chicago');
  expect(await page.getByRole('radio', { name: 'Generic' }).isChecked()).toBe(true);
  for (const secret of ['Code', 'Password'])
    expect(await page.getByLabel(secret, { exact: true }).inputValue()).toBe('');
  expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toMatch(/AAAA|otter/);

  await page.getByLabel('Code', { exact: true }).fill('AAAA-BBBB-CCCC-DDDD');
  await page.getByLabel('Last day of school').fill('2027-06-11');
  await page.getByLabel('E-mail').fill('dana@elm.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Password again').fill(PASSWORD);
  await press(page);
  await page.getByText('The setup code is wrong or no longer valid').first().waitFor();
  await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
  await press(page);
  await page.getByRole('heading', { name: 'Cubby is set up' }).waitFor();
  expect(await page.evaluate<string | null>(`localStorage.getItem('cubby.setup-draft')`)).toBeNull();

  await page.getByRole('link', { name: 'Go to sign-in' }).click();
  await page.getByLabel('E-mail').fill('dana@elm.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.goto('/help');
  await page.getByRole('img', { name: 'Done' }).waitFor();
  const steps = page.getByRole('listitem').filter({ has: page.getByRole('link') });
  expect(await steps.filter({ has: page.getByRole('img', { name: 'Done' }) }).allInnerTexts()).toEqual([
    expect.stringContaining('Add your sites'),
  ]);
  expect(await browser.endTest()).toEqual([]);
}, 120_000);
