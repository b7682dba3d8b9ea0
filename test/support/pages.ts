import type { BrowserContext, Page, Request } from 'playwright-core';
import { until } from './until.js';

/** Of each page that was looked at: what it asked for and got no answer to yet, and how often it asked. */
interface Asked {
  open: Set<Request>;
  count: number;
}
const ASKED = new WeakMap<Page, Asked>();

function askedOf(page: Page): Asked {
  const known = ASKED.get(page);
  if (known) return known;
  const asked: Asked = { open: new Set(), count: 0 };
  page.on('request', (request) => {
    asked.count += 1;
    asked.open.add(request);
  });
  const ended = (request: Request): void => void asked.open.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  ASKED.set(page, asked);
  return asked;
}

/** Runs in the page: answers come in by timers and are drawn in steps, so that idle once is not yet done. */
const IDLE = `(async () => {
  for (let n = 0; n < 3; n += 1) {
    await new Promise((done) => setTimeout(done));
    await new Promise((done) => requestIdleCallback(done));
  }
  return document.querySelector('[aria-busy=true]') === null;
})()`;

/** Until every answer is there and drawn, and nothing more is asked for. */
export async function quiet(page: Page): Promise<void> {
  const asked = askedOf(page);
  await until(
    async () => {
      const before = asked.count;
      const drawn = asked.open.size === 0 && (await page.evaluate<boolean>(IDLE));
      return drawn && asked.open.size === 0 && asked.count === before;
    },
    (still) => still,
  );
}

/** Goes to a page by its address: the page itself, not its skeleton. */
export async function shown(page: Page, address: string): Promise<void> {
  askedOf(page).open.clear();
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await quiet(page);
}

/** Goes on to another page as its links do, without loading the app again; the first one is loaded. */
export async function goneTo(page: Page, address: string): Promise<void> {
  if (page.url() === 'about:blank') return shown(page, address);
  await page.evaluate(`__TSR_ROUTER__.navigate({ to: ${JSON.stringify(address)} })`);
  await page.locator('h1').first().waitFor();
  await quiet(page);
}

/** Three pages of one browser profile, which loads what they share once, see to all of these. */
export async function visitAll<T>(
  context: BrowserContext,
  all: readonly T[],
  visit: (page: Page, one: T) => Promise<void>,
): Promise<void> {
  const queue = [...all];
  const visitor = async (): Promise<void> => {
    const page = await context.newPage();
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await visit(page, one);
  };
  await Promise.all([visitor(), visitor(), visitor()]);
}
