import type { BrowserContext, Page } from 'playwright-core';
import type { TestBrowser } from './browser.js';
import { ORIGIN } from './sign-in.js';
import { StationView } from './station-view.js';

/** What a browser keeps: who is signed in, and which desk it is. */
export type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Account {
  email: string;
  password: string;
}

/** On the sign-in page, whatever page was asked for. */
export async function signInThere(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/**
 * Signs in and sets up a desk through the real pages. The state has no session of the desk, so that each context begins its
 * own, and lets the station keep `window.__ux`.
 */
export async function deskState(browser: TestBrowser, account: Account): Promise<BrowserState> {
  // The page asks who is signed in before anybody is.
  browser.expectProblem(/401/);
  const context = await browser.context({ baseURL: ORIGIN });
  const page = await context.newPage();
  await page.goto('/scan/in');
  await signInThere(page, account);
  await page.getByRole('button', { name: 'Start scanning' }).click();
  await new StationView(page).ready();
  const state = await context.storageState();
  return {
    ...state,
    origins: state.origins.map(({ origin, localStorage }) => ({
      origin,
      localStorage: [
        ...localStorage.filter(({ name }) => name !== 'cubby.desk-session'),
        { name: 'cubby.trace', value: '1' },
      ],
    })),
  };
}
