import pg from 'pg';
import type { DatabaseUrls } from '@app/platform';
import { BrowserDesk, launchBrowser, TypedStation } from '../browser-desk.js';
import type { Cluster } from '../cluster.js';
import { BenchDesk } from '../desks.js';
import type { Findings, Sent } from '../hand-out.js';
import { findingsOf, HandOutScript, ScriptedStation } from '../hand-out.js';
import type { Round } from '../load.js';
import { openLoop, warmUp } from '../load.js';
import type { Row } from '../report.js';
import { within } from '../report.js';
import type { Child } from '../server.js';
import { signedIn, startProduct } from '../server.js';
import { scanBuckets, sharedBound } from '../server-latency.js';
import type { Sizes } from '../sizes.js';
import { CLIENTS } from '../sizes.js';
import { percentile } from '../stats.js';
import { addClerks, clerkOf, sitesOf } from '../volume.js';
import { PEAK_PER_SECOND } from './scan.js';

/** Without a browser; one more has one. */
const SCRIPTED = 39;
const STATIONS = SCRIPTED + 1;
const BROWSER_WARM_UP = 14;

/** The desks of a hand-out; a volume with fewer sites has several at one. */
const deskOf = (station: number, devices: number): BenchDesk => {
  const sites = sitesOf(devices);
  const site = station % sites;
  const here = Array.from({ length: STATIONS }, (_, n) => n).filter((n) => n % sites === site);
  return new BenchDesk(site, devices, { nth: here.indexOf(station), of: here.length });
};

/** A station of each desk's own, and its clerk. */
async function furnish({ ownerUrl }: DatabaseUrls, devices: number): Promise<void> {
  await addClerks(ownerUrl, CLIENTS, STATIONS);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  for (let n = sitesOf(devices); n < SCRIPTED; n += 1) {
    await client.query(
      `INSERT INTO station (id, site_id, name) SELECT $1, site_id, 'Hand-out ' || $2::text FROM station WHERE id = $3`,
      [deskOf(n, devices).stationId, n, deskOf(n % sitesOf(devices), devices).stationId],
    );
  }
  await client.end();
}

/** One after the other: so many sign-ins at once from one place look like guessing. */
async function scriptedStations(server: Child, devices: number): Promise<ScriptedStation[]> {
  const stations: ScriptedStation[] = [];
  for (let n = 0; n < SCRIPTED; n += 1) {
    stations.push(new ScriptedStation(deskOf(n, devices), await signedIn(server.url, clerkOf(n))));
  }
  return stations;
}

interface Outcome {
  scripted: Round;
  serverP95: number;
  browser: { row: number[]; result: number[]; whole: boolean };
  found: Findings;
}

async function handOut(urls: DatabaseUrls, server: Child, sizes: Sizes): Promise<Outcome> {
  const stations = await scriptedStations(server, sizes.scanned);
  const browser = await launchBrowser(server);
  try {
    const desk = await BrowserDesk.open(browser, clerkOf(SCRIPTED), 'out');
    const typed = new TypedStation(desk, new HandOutScript(deskOf(SCRIPTED, sizes.scanned)));
    const scan = (station: { scan(): Promise<void> }): Promise<void> => station.scan();
    await warmUp(stations, sizes.warmUp / 4, scan);
    await warmUp([typed], BROWSER_WARM_UP, scan);
    await desk.view.until(({ rows }) => rows.every(({ sync }) => sync === 'sent'));
    await desk.forget();
    const before = await scanBuckets(server);
    const at = { ms: sizes.handOutMs, perSecond: PEAK_PER_SECOND / STATIONS };
    const [scripted] = await Promise.all([
      openLoop(stations, { ...at, perSecond: at.perSecond * SCRIPTED }, scan),
      openLoop([typed], at, scan),
    ]);
    const { sent, whole } = await typed.ended();
    const serverP95 = sharedBound(before, await scanBuckets(server), 0.95);
    const latencies = await desk.latencies();
    const sessions = new Map<string, readonly Sent[]>(stations.map((station) => [station.sessionId, station.sent]));
    sessions.set(await desk.sessionId(), sent);
    const problems = await browser.endTest();
    if (problems.length > 0) throw new Error(`The station reported ${problems.join('; ')}`);
    return { scripted, serverP95, browser: { ...latencies, whole }, found: await findingsOf(urls, sessions) };
  } finally {
    await browser.close();
    for (const { http } of stations) http.close();
  }
}

function rowsOf({ scripted, serverP95, browser, found }: Outcome): Row[] {
  const { scans, lost, wrongEntries, misplaced, outOfOrder } = found;
  const kept = lost + wrongEntries + misplaced + outOfOrder === 0;
  const note =
    `counted from the moment a scan was due, at the client; p50 ${scripted.p50.toFixed(1)} ms; server-side p95 ≤ ${serverP95} ms; ${scans} scans of ${STATIONS} stations, ` +
    `${lost} lost, ${wrongEntries} with wrong entries, ${misplaced} misplaced, ${outOfOrder} entries out of order`;
  const measured = percentile(browser.result, 0.95);
  const all = browser.whole
    ? 'every scan is in the list, sent, in order'
    : 'scans are missing from the list or out of order';
  const marks = `${browser.result.length} scans; p50 ${percentile(browser.result, 0.5).toFixed(1)} ms; ${all}`;
  const name = `hand-out, ${PEAK_PER_SECOND} a second`;
  return [
    within(
      { row: `${name}: scan p95 of ${SCRIPTED} stations`, measured: scripted.p95, unit: 'ms', holds: kept, note },
      150,
    ),
    within({ row: `${name}: enter→row p95 in Chromium`, measured: percentile(browser.row, 0.95), unit: 'ms' }, 50),
    within(
      { row: `${name}: enter→result p95 in Chromium`, measured, unit: 'ms', holds: browser.whole, note: marks },
      150,
    ),
  ];
}

/** A hand-out of a whole district: forty desks at once, one of them a browser; then every scan is looked for. */
export async function handOutRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.scanned);
  await furnish(urls, sizes.scanned);
  const server = await startProduct(urls);
  try {
    return rowsOf(await handOut(urls, server, sizes));
  } finally {
    await server.stop();
    await cluster.drop(urls.name);
  }
}
