import type { Page } from 'playwright-core';
import type { TestBrowser } from '../../support/browser.js';
import { until } from '../../support/until.js';
import { BrowserDesk, launchBrowser, signInThere } from '../browser-desk.js';
import type { Cluster } from '../cluster.js';
import { BenchDesk } from '../desks.js';
import { openLoop } from '../load.js';
import { CLICK_PROBE, FOCUS_AFTER_PAINT, FOCUS_PROBE, LIST_PROBE, LONG_TASK_PROBE } from '../page-probes.js';
import type { Row } from '../report.js';
import { within } from '../report.js';
import type { Child } from '../server.js';
import { ORIGIN, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { percentile } from '../stats.js';
import { ADMIN, clerkOf, PASSWORD } from '../volume.js';

const SITE = 7;
/** A quick pair of hands. */
const SCANS_PER_SECOND = 4;
const FAST_SCANS = 200;
const LATE_SCANS = 100;

/** Buttons of the station, in an order in which each can be reached. */
const BUTTONS = [
  /^Sound is/,
  /^Sound is/,
  /^Commands and settings$/,
  /^Close/,
  /^3 Screen/i,
  /^Undo/,
  /^Look up$/,
  /^Check out$/,
  /^Loaner$/,
  /^1:1$/,
  /^Check in$/,
];

/** Views of the device list that the volume has rows for. */
const VIEWS = ['Out', 'Missing', 'In repair', 'Not seen 90 days'];

const p95 = (values: readonly number[]): number => percentile(values, 0.95);
const most = (values: readonly number[]): number => percentile(values, 1);

/** The milliseconds of the acceptance checks of the pages, in Chromium on a server of the same machine. */
export async function stationRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.scanned);
  const server = await startProduct(urls);
  try {
    return [...(await atStation(server, sizes)), ...(await atList(server, sizes))];
  } finally {
    await server.stop();
    await cluster.drop(urls.name);
  }
}

/** A browser for some rows; what its pages report as an error ends the benchmark. */
async function inBrowser<T>(server: Child, work: (browser: TestBrowser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser(server);
  try {
    const done = await work(browser);
    const problems = await browser.endTest();
    if (problems.length > 0) throw new Error(`A page reported ${problems.join('; ')}`);
    return done;
  } finally {
    await browser.close();
  }
}

/** What a probe found out, once it has. */
const known = async (page: Page, expression: string): Promise<number> =>
  (await until(
    () => page.evaluate<number | null>(expression),
    (value) => value !== null,
  ))!;

const atStation = (server: Child, sizes: Sizes): Promise<Row[]> =>
  inBrowser(server, async (browser) => {
    const probes = FOCUS_PROBE + CLICK_PROBE + LONG_TASK_PROBE;
    const desk = await BrowserDesk.open(browser, clerkOf(SITE), 'in', probes);
    const { out, stock } = new BenchDesk(SITE, sizes.scanned).tags();
    const last = out.pop()!;
    return [
      await focusAfterLoading(desk, sizes),
      ...(await scansOf(desk, [...out, ...stock], sizes)),
      await focusAfterClicks(desk, last),
    ];
  });

async function focusAfterLoading({ page, view }: BrowserDesk, { loads }: Sizes): Promise<Row> {
  const after: number[] = [];
  for (let n = 0; n < loads; n += 1) {
    await page.reload();
    await view.ready();
    after.push(await known(page, FOCUS_AFTER_PAINT));
  }
  const note = `${loads} loads of the page; 0: before the first paint`;
  return within({ row: 'check 2: first paint→focus in the scan field', measured: most(after), unit: 'ms', note }, 300);
}

/** @param tag of a device that is out: what came back can be answered and undone */
async function focusAfterClicks({ page, scanner, view }: BrowserDesk, tag: string): Promise<Row> {
  await scanner.scan(tag);
  await view.answered(tag);
  for (const name of BUTTONS) {
    await page.getByRole('button', { name }).first().click();
    await page.waitForTimeout(350);
  }
  const away = await page.evaluate<number[]>('__away');
  const note = `the longest of ${away.length} clicks; 0: it never left`;
  return within(
    { row: 'check 6: focus back in the scan field after a click', measured: most(away), unit: 'ms', note },
    100,
  );
}

/** Check-ins at the pace of quick hands; then the session is filled, and the same again at its end. */
async function scansOf(desk: BrowserDesk, tags: string[], { sessionRows }: Sizes): Promise<Row[]> {
  const scan = (): Promise<void> => desk.scanner.scan(tags.shift()!);
  /** @returns the long tasks meanwhile: those of the loading page are told late, and are not the scans' */
  const scans = async (count: number): Promise<number[]> => {
    await desk.forget();
    const begun = await desk.page.evaluate<number>('performance.now()');
    const ms = (count * 1_000) / SCANS_PER_SECOND;
    await openLoop([desk], { perSecond: SCANS_PER_SECOND, ms }, scan);
    await desk.view.until(({ rows }) => rows.every(({ sync }) => sync === 'sent'), 30_000);
    const tasks = await desk.page.evaluate<[number, number][]>('__longTasks');
    return tasks.flatMap(([at, taken]) => (at >= begun ? [taken] : []));
  };
  const tasks = await scans(FAST_SCANS);
  const early = await desk.latencies();
  for (let n = FAST_SCANS; n < sessionRows; n += 1) await scan();
  await desk.view.settled(Math.max(FAST_SCANS, sessionRows), 60_000);
  await scans(LATE_SCANS);
  const late = await desk.latencies();
  const shown = (await desk.view.now()).rows.length;
  const [at, then] = [`check 41: ${FAST_SCANS} scans`, `check 42: with ${sessionRows} rows`];
  const longest = tasks.length > 0 ? `the longest ${most(tasks).toFixed(0)} ms` : undefined;
  return [
    within({ row: `${at}, enter→row p95`, measured: p95(early.row), unit: 'ms' }, 50),
    within({ row: `${at}, enter→result p95`, measured: p95(early.result), unit: 'ms' }, 150),
    within({ row: `${at}, tasks over 50 ms`, measured: tasks.length, unit: '', note: longest }, 0),
    within({ row: `${then}, enter→row p95`, measured: p95(late.row), unit: 'ms' }, 60),
    within({ row: `${then}, rows in the document`, measured: shown, unit: '' }, 60),
    within({ row: 'check 47: result→sound', measured: most(early.sound), unit: 'ms', note: 'the latest of all' }, 20),
  ];
}

const atList = (server: Child, { scanned, loads }: Sizes): Promise<Row[]> =>
  inBrowser(server, async (browser) => {
    browser.expectProblem(/401/);
    const context = await browser.context({ baseURL: ORIGIN });
    await context.addInitScript(LIST_PROBE);
    const page = await context.newPage();
    await page.goto('/devices');
    await signInThere(page, { email: ADMIN, password: PASSWORD });
    await page.getByRole('table').waitFor();
    const [first, filtered, shift]: number[][] = [[], [], []];
    for (let n = 0; n < loads; n += 1) {
      await page.goto('/devices');
      first.push(await known(page, '__firstRows'));
      for (const view of VIEWS) {
        await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
        filtered.push(await known(page, '__filtered'));
      }
      shift.push(await page.evaluate<number>('__shift'));
    }
    const name = `check 44: list of ${scanned / 1_000} k devices`;
    return [
      within({ row: `${name}, first rows p95`, measured: p95(first), unit: 'ms', note: `${loads} loads` }, 800),
      within({ row: `${name}, filter change p95`, measured: p95(filtered), unit: 'ms', note: VIEWS.join(', ') }, 500),
      within({ row: `${name}, layout shift`, measured: most(shift), unit: '', note: 'the worst load' }, 0.02),
    ];
  });
