import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { ScanMode } from '@app/scan-engine';
import type { TestApp } from './app.js';
import { testApp } from './app.js';
import { TestBrowser } from './browser.js';
import type { BrowserState } from './desk-state.js';
import { deskState, signedInState } from './desk-state.js';
import { Given } from './given.js';
import { OtherDesk } from './other-desk.js';
import { Scanner } from './scanner.js';
import type { TestAccount } from './sign-in.js';
import { accountAs, ORIGIN } from './sign-in.js';
import { StationView } from './station-view.js';

export const WEB_FOLDER = join(import.meta.dirname, '../../dist/web');

export interface WebAppOptions {
  settings?: Record<string, string>;
  /** Built-in role of the account at the desk. */
  role?: string;
  /** Rows that must be there before anybody signs in. */
  seed?: (given: Given) => Promise<void>;
}

/** A desk in a browser: the page, its scanner, and what the page shows. */
export interface OpenDesk {
  page: Page;
  scanner: Scanner;
  view: StationView;
  /** Types the code as a wedge scanner does and ends it with Enter. Never clicks, never focuses. */
  scan: (code: string) => Promise<void>;
}

/**
 * The whole product with its built pages, one school (`LHS`), a second one (`WMS`), and an account that has signed in and set up
 * its desk: by the API, which takes 2 s less of each file than the pages do. The browser reaches it at `ORIGIN`, whatever the port, so that cookies and the check of
 * the origin work as they do for people.
 */
export class WebApp {
  private constructor(
    readonly server: TestApp,
    readonly browser: TestBrowser,
    private readonly signedIn: BrowserState,
    readonly siteId: string,
    readonly otherSiteId: string,
    readonly account: TestAccount,
    readonly given: Given,
  ) {}

  static async start({ settings, role = 'site-clerk', seed }: WebAppOptions = {}): Promise<WebApp> {
    if (!existsSync(join(WEB_FOLDER, 'index.html')))
      throw new Error('The pages are not built: run "npm run build:web" first.');
    const server = await testApp({ webFolder: WEB_FOLDER, settings });
    const given = new Given(server.database.database);
    await given.district();
    const siteId = await given.site('LHS');
    const otherSiteId = await given.site('WMS', 'middle');
    await seed?.(given);
    const account = await accountAs(server.database.database, role, role === 'it-admin' ? null : siteId);
    try {
      const signedIn = await deskState(server.url, account);
      const browser = await TestBrowser.launch(`MAP ${new URL(ORIGIN).host} ${new URL(server.url).host}`);
      return new WebApp(server, browser, signedIn, siteId, otherSiteId, account, given);
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** Signed in, at the desk of before, in a session of its own. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.browser.context({ baseURL: ORIGIN, storageState: this.signedIn, ...options });
  }

  /** Somebody else of this role, for the whole district. */
  async contextAs(role: string): Promise<BrowserContext> {
    const { url, database } = this.server;
    const storageState = await signedInState(url, await accountAs(database.database, role, null));
    return this.browser.context({ baseURL: ORIGIN, storageState });
  }

  async desk(mode: ScanMode, context?: BrowserContext): Promise<OpenDesk> {
    const page = await (context ?? (await this.context())).newPage();
    await page.goto(`/scan/${mode}`);
    return this.deskOn(page);
  }

  /** A page that shows the station, once it is there. */
  async deskOn(page: Page): Promise<OpenDesk> {
    const scanner = await Scanner.of(page);
    const view = new StationView(page);
    await view.ready();
    return { page, scanner, view, scan: (code) => scanner.scan(code) };
  }

  /** Another desk of the school, worked by somebody else and without a browser. */
  otherDesk(name?: string): Promise<OtherDesk> {
    return OtherDesk.open(this.server, this.given, this.siteId, name);
  }

  /** For `afterEach`: fails the test when one of its pages reported an error. */
  async endTest(): Promise<void> {
    expect(await this.browser.endTest()).toEqual([]);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }

  async query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.server.database.database.read.query<T>(sql, values);
  }
}

/** The app for the specs of one file, with the hooks that start, check and end it. */
export function useWebApp(options: WebAppOptions = {}): () => WebApp {
  let app: WebApp | undefined;
  beforeAll(async () => (app = await WebApp.start(options)));
  afterEach(() => app?.endTest());
  afterAll(() => app?.close());
  return () => {
    if (!app) throw new Error('The app did not start');
    return app;
  };
}
