import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ScanMode } from '@app/scan-engine';
import { TestBrowser } from '../support/browser.js';
import type { BrowserState } from '../support/desk-state.js';
import { Scanner } from '../support/scanner.js';
import { StationView } from '../support/station-view.js';
import type { HandOutScript, Sent, Step } from './hand-out.js';
import type { Child } from './server.js';
import { ORIGIN } from './server.js';
import { PASSWORD } from './volume.js';

/** Seen from `dist/test/bench`. */
const PAGES = join(import.meta.dirname, '../../web/index.html');

/** Chromium, whose address of the product leads to this server. */
export function launchBrowser(server: Child): Promise<TestBrowser> {
  if (!existsSync(PAGES)) throw new Error('The pages are not built: run "npm run build:web" first.');
  return TestBrowser.launch(`MAP ${new URL(ORIGIN).host} ${new URL(server.url).host}`);
}

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
async function deskState(browser: TestBrowser, account: Account): Promise<BrowserState> {
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

/** Milliseconds from Enter, of each scan that has both marks. */
export interface Latencies {
  row: number[];
  result: number[];
  /** From the result to its sound, in order; negative: it sounded before. */
  sound: number[];
}

interface Trace {
  marks: { name: 'enter' | 'row' | 'result'; id?: string; at: number }[];
  sounds: { name: string; at: number }[];
}

/** The station in Chromium, worked with keys alone. */
export class BrowserDesk {
  private constructor(
    readonly page: Page,
    readonly scanner: Scanner,
    readonly view: StationView,
  ) {}

  /** Signed in and set up through the pages; `prepare` runs in the page before its own code. */
  static async open(browser: TestBrowser, email: string, mode: ScanMode, prepare = ''): Promise<BrowserDesk> {
    const storageState = await deskState(browser, { email, password: PASSWORD });
    const context = await browser.context({ baseURL: ORIGIN, storageState });
    if (prepare) await context.addInitScript(prepare);
    const page = await context.newPage();
    await page.goto(`/scan/${mode}`);
    const desk = new BrowserDesk(page, await Scanner.of(page), new StationView(page));
    await desk.view.ready();
    return desk;
  }

  sessionId(): Promise<string> {
    return this.page.evaluate<string>(`JSON.parse(localStorage.getItem('cubby.desk-session')).id`);
  }

  /** What was measured so far is forgotten. */
  async forget(): Promise<void> {
    await this.page.evaluate('void (__ux.marks.length = 0, __ux.sounds.length = 0)');
  }

  async latencies(): Promise<Latencies> {
    const { marks, sounds } = JSON.parse(await this.page.evaluate<string>('JSON.stringify(__ux)')) as Trace;
    const first = (name: string): Map<string, number> =>
      new Map([...marks].reverse().flatMap((mark) => (mark.name === name && mark.id ? [[mark.id, mark.at]] : [])));
    const [enter, row, result] = [first('enter'), first('row'), first('result')];
    const after = (seen: Map<string, number>): number[] =>
      [...enter].flatMap(([id, at]) => (seen.has(id) ? [seen.get(id)! - at] : []));
    const results = [...result].filter(([id]) => enter.has(id)).map(([, at]) => at);
    results.sort((a, b) => a - b);
    const sound = results.length === sounds.length ? results.map((at, n) => sounds[n].at - at) : [];
    return { row: after(row), result: after(result), sound };
  }
}

/** Types the script of a hand-out; never clicks, never focuses. */
export class TypedStation {
  private readonly typed: Step[] = [];
  private mode: ScanMode = 'out';

  constructor(
    readonly desk: BrowserDesk,
    private readonly script: HandOutScript,
  ) {}

  async scan(): Promise<void> {
    const step = this.script.next();
    if (step.mode !== this.mode) await this.desk.scanner.scan(`/${step.mode}`);
    this.mode = step.mode;
    this.typed.push(step);
    await this.desk.scanner.scan(step.code);
  }

  /** Waits until nothing is on its way; what the list shows, in the order of typing. `whole`: every code, sent, in order. */
  async ended(): Promise<{ sent: Sent[]; whole: boolean }> {
    await this.desk.view.settled(this.typed.length, 30_000).catch(() => undefined);
    const rows = (await this.desk.view.allRows()).reverse();
    const whole =
      rows.length === this.typed.length &&
      this.typed.every(({ code }, n) => rows[n].code === code && rows[n].sync === 'sent' && rows[n].repeats === 1);
    return { whole, sent: this.typed.map((step, n) => ({ ...step, id: rows.at(n)?.id ?? '' })) };
  }
}
