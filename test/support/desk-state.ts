import type { BrowserContext } from 'playwright-core';
import { HttpBrowser } from './http-browser.js';
import type { TestAccount } from './sign-in.js';
import { ORIGIN } from './sign-in.js';

/** What a browser keeps: who is signed in, and which desk it is. */
export type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A browser in which this account has signed in; `kept` is its local storage. */
export async function signedInState(
  url: string,
  account: TestAccount,
  kept: (http: HttpBrowser) => Promise<Record<string, string>> = () => Promise.resolve({}),
): Promise<BrowserState> {
  const http = new HttpBrowser(url);
  const { status, body } = await http.send('POST', 'session', { email: account.email, password: account.password });
  if (status !== 204) throw new Error(`Sign-in answered ${status}: ${JSON.stringify(body)}`);
  const localStorage = Object.entries(await kept(http)).map(([name, value]) => ({ name, value }));
  return {
    cookies: [...http.cookies].map(([name, value]) => ({
      ...{ name, value, domain: new URL(ORIGIN).hostname, path: '/', expires: -1 },
      ...{ secure: name.startsWith('__Host-'), httpOnly: true, sameSite: 'Lax' },
    })),
    origins: [{ origin: ORIGIN, localStorage }],
  };
}

/**
 * The same with a desk at the first of the account's sites, as the set-up leaves it: a station of the server's, and no
 * session, so that each context begins its own. The station keeps `window.__ux`.
 */
export const deskState = (url: string, account: TestAccount): Promise<BrowserState> =>
  signedInState(url, account, async (http) => {
    const { body: sites } = await http.send<{ items: { id: string }[] }>('GET', 'sites');
    const [site] = sites.items;
    const made = await http.send<{ id: string; name: string }>('POST', 'stations', { siteId: site.id, name: 'Desk 1' });
    if (made.status !== 201) throw new Error(`The station was answered ${made.status}: ${JSON.stringify(made.body)}`);
    const { id, name } = made.body;
    return { 'cubby.station': JSON.stringify({ id, name, site }), 'cubby.trace': '1' };
  });
