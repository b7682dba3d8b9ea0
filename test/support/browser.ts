import { existsSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage } from 'playwright-core';
import { chromium } from 'playwright-core';

/** The screen of most school desks. */
const SCREEN = { width: 1366, height: 768 };

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * The first Chromium that is here: the one named, the system's, the one that Playwright downloaded. Of the system's the one that
 * never draws a window first: the same engine for a quarter less work.
 */
function findBrowser(): string {
  const named = process.env.CUBBY_CHROMIUM;
  if (named && !existsSync(named)) throw new Error(`CUBBY_CHROMIUM names ${named}, but there is no such file.`);
  const installed = ['chromium-headless-shell', 'chromium', 'google-chrome'].map((name) => `/usr/bin/${name}`);
  const places = [named, ...installed, chromium.executablePath()];
  const found = places.find((place) => place && existsSync(place));
  if (found) return found;
  throw new Error(
    'The browser tests need Chromium and found none. Install it (Debian: "apt-get install chromium-headless-shell"), ' +
      'let Playwright fetch one ("npx playwright-core install chromium"), ' +
      'or set CUBBY_CHROMIUM to the path of a Chrome or Chromium.',
  );
}

/**
 * One browser with the contexts of the tests. Everything that a page reports as an error is kept until `endTest`.
 * @param hostRules where addresses really lead, as in `MAP localhost:3000 127.0.0.1:41234`
 */
export class TestBrowser {
  private readonly contexts = new Set<BrowserContext>();
  private problems: string[] = [];
  private expected: RegExp[] = [];

  private constructor(private readonly browser: Browser) {}

  static async launch(hostRules: string): Promise<TestBrowser> {
    const args = [...SWITCHES, `--host-resolver-rules=${hostRules}`];
    return new TestBrowser(await chromium.launch({ executablePath: findBrowser(), args }));
  }

  /** A browser profile of its own: cookies, storage, IndexedDB. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: SCREEN, locale: 'en-US', ...options });
    context.setDefaultTimeout(15_000);
    context.on('console', (message) => this.note(message));
    context.on('weberror', (error) => this.problems.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    this.contexts.add(context);
    return context;
  }

  /** This test makes pages report this on purpose. */
  expectProblem(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Closes what the test opened; answers what its pages reported and should not have. */
  async endTest(): Promise<string[]> {
    await Promise.all([...this.contexts].map((context) => context.close()));
    this.contexts.clear();
    const unexpected = this.problems.filter((problem) => !this.expected.some((pattern) => pattern.test(problem)));
    this.problems = [];
    this.expected = [];
    return unexpected;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private note(message: ConsoleMessage): void {
    if (message.type() === 'error') this.problems.push(`${message.text()} (${message.location().url})`);
  }
}
