import pg from 'pg';
import type { DatabaseUrls } from '@app/platform';
import { SESSION_SETTINGS } from '@app/platform';
import type { Cluster } from '../cluster.js';
import type { Handled } from '../desks.js';
import { BenchDesk, checkAnswer } from '../desks.js';
import type { HttpClient } from '../http-client.js';
import type { Round } from '../load.js';
import { closedLoop, openLoop, warmUp } from '../load.js';
import type { Row } from '../report.js';
import { atLeast, atMost, beside, within } from '../report.js';
import type { Child } from '../server.js';
import { BARE, signedIn, startChild, startProduct } from '../server.js';
import { HttpClient as PlainClient } from '../http-client.js';
import type { Sizes } from '../sizes.js';
import { CLIENTS } from '../sizes.js';
import { median } from '../stats.js';
import { clerkOf } from '../volume.js';
import type { Templates } from './scan-function.js';
import { catchTemplates, scanByFunction, templatesFor } from './scan-function.js';

export interface Station {
  desk: BenchDesk;
  http: HttpClient;
}

export async function scanOverHttp({ desk, http }: Station, act: Handled): Promise<{ scanId: string }> {
  const request = desk.request(act);
  const answer = await http.post('/api/v1/scan-events', JSON.stringify(request));
  if (answer.status !== 200) throw new Error(`A scan was answered ${answer.status}: ${answer.body}`);
  checkAnswer(act, JSON.parse(answer.body) as { row?: string });
  return { scanId: request.id };
}

export const stationsOf = (server: Child, devices: number): Promise<Station[]> =>
  Promise.all(
    Array.from({ length: CLIENTS }, async (_, site) => ({
      desk: new BenchDesk(site, devices),
      http: await signedIn(server.url, clerkOf(site)),
    })),
  );

interface Direct {
  desk: BenchDesk;
  client: pg.Client;
  templates: Templates;
}

/** The same desks without the product: a connection each, and the caught inputs with their own ids. */
async function directStations(urls: DatabaseUrls, stations: readonly Station[]): Promise<Direct[]> {
  const [first] = stations as [Station];
  const caught = await catchTemplates(urls, first.desk, (act) => scanOverHttp(first, act));
  return Promise.all(
    stations.map(async ({ desk }, site) => {
      const client = new pg.Client({ connectionString: urls.appUrl, options: SESSION_SETTINGS });
      await client.connect();
      const mine = await identityOf(client, site);
      const theirs = await identityOf(client, 0);
      const swap = Object.keys(mine).map((key) => [theirs[key], mine[key]] as const);
      const sessions = [first.desk.sessionId, desk.sessionId] as const;
      return { desk, client, templates: templatesFor(caught, [...swap, sessions]) };
    }),
  );
}

async function identityOf(client: pg.Client, site: number): Promise<Record<string, string>> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT a.id AS account, t.id AS station, t.site_id AS site FROM account a
     JOIN role_grant g ON g.account_id = a.id JOIN station t ON t.site_id = g.site_id WHERE a.email = $1`,
    [clerkOf(site)],
  );
  return rows[0];
}

/** On its own connection to the bare server, with a desk's scans as in the other arms. */
interface BareStation {
  desk: BenchDesk;
  http: HttpClient;
}

async function post(http: HttpClient, path: string, body: object): Promise<string> {
  const answer = await http.post(path, JSON.stringify(body));
  if (answer.status !== 200) throw new Error(`The bare server answered ${answer.status}: ${answer.body}`);
  return answer.body;
}

async function bareStations(bare: Child, direct: readonly Direct[]): Promise<BareStation[]> {
  const stations = direct.map(({ desk }) => ({ desk, http: new PlainClient(bare.url) }));
  for (const [n, { desk, http }] of stations.entries()) {
    await post(http, '/templates', { stationId: desk.stationId, of: direct[n].templates });
  }
  return stations;
}

async function bareScan({ desk, http }: BareStation): Promise<void> {
  const handled = desk.next();
  const body = await post(http, '/scan-events', { stationId: desk.stationId, handled });
  checkAnswer(handled, JSON.parse(body) as { row?: string });
}

/** The body of a scan, and nothing done with it. */
const leastRequest = async ({ desk, http }: BareStation): Promise<void> =>
  void (await post(http, '/least', desk.request({ mode: 'in', deviceId: '', tag: 'CB-0000000', personId: null })));

interface Arm {
  rounds: Round[];
  /** Microseconds of the server's CPU for one operation. */
  cpu: number[];
  /** The part of it in the kernel. */
  kernel: number[];
}

const newArm = (): Arm => ({ rounds: [], cpu: [], kernel: [] });

async function watched(server: Child, arm: Arm, round: () => Promise<Round>): Promise<void> {
  const before = server.cpu();
  const done = await round();
  const after = server.cpu();
  const each = (ms: number): number => (ms * 1_000) / done.count;
  arm.rounds.push(done);
  arm.cpu.push(each(after.user + after.system - before.user - before.system));
  arm.kernel.push(each(after.system - before.system));
}

const middle = ({ rounds }: Arm, key: keyof Round): number => median(rounds.map((round) => round[key]));

type Arms = Record<'product' | 'direct' | 'bare' | 'least', Arm>;

async function measure(sizes: Sizes, cluster: Cluster, server: Child, bare: Child, urls: DatabaseUrls): Promise<Arms> {
  const stations = await stationsOf(server, sizes.scanned);
  const direct = await directStations(urls, stations);
  const plain = await bareStations(bare, direct);
  const arms: Arms = { product: newArm(), direct: newArm(), bare: newArm(), least: newArm() };
  const overHttp = async (station: Station): Promise<void> => void (await scanOverHttp(station, station.desk.next()));
  const byFunction = async ({ desk, client, templates }: Direct): Promise<void> => {
    const act = desk.next();
    checkAnswer(act, await scanByFunction(client, templates, act));
  };
  await warmUp(stations, sizes.warmUp, overHttp);
  await warmUp(plain, sizes.warmUp, bareScan);
  await warmUp(plain, sizes.warmUp, leastRequest);
  const ms = sizes.roundMs;
  for (let round = 0; round < sizes.rounds; round += 1) {
    await cluster.checkpoint();
    await watched(server, arms.product, () => closedLoop(stations, ms, overHttp));
    arms.direct.rounds.push(await closedLoop(direct, ms, byFunction));
    await watched(bare, arms.bare, () => closedLoop(plain, ms, bareScan));
    // At the rate of the scans: a server that is full to the brim wakes up less often for each request.
    const perSecond = middle(arms.product, 'rate');
    await watched(bare, arms.least, () => openLoop(plain, { perSecond, ms }, leastRequest));
  }
  for (const { http } of [...stations, ...plain]) http.close();
  await Promise.all(direct.map(({ client }) => client.end()));
  return arms;
}

const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;

function rowsOf({ product, direct, bare, least }: Arms): Row[] {
  const cpu = { row: 'server CPU for a scan', measured: median(product.cpu), unit: 'µs' };
  const kernel = `of it in the kernel ${median(product.kernel).toFixed(0)} / `;
  const ofBare = `the bare endpoint made ${share(middle(bare, 'rate'), middle(direct, 'rate'))} of the function's rate`;
  const p50 = `p50 ${middle(product, 'p50').toFixed(1)} / ${middle(direct, 'p50').toFixed(1)} ms; ${ofBare}`;
  const rates = { measured: middle(product, 'rate'), limit: middle(direct, 'rate'), unit: '/s' };
  const p99 = { measured: middle(product, 'p99'), limit: middle(direct, 'p99'), unit: 'ms' };
  const besideBare = { ...cpu, limit: median(bare.cpu), note: `${kernel}${median(bare.kernel).toFixed(0)} µs` };
  const besideLeast = { ...cpu, limit: median(least.cpu), note: `${kernel}${median(least.kernel).toFixed(0)} µs` };
  return [
    atLeast({ row: 'scan rate over HTTP', ...rates, note: p50 }, 0.35),
    atMost({ row: 'scan p99 over HTTP', ...p99 }, 4),
    atMost({ ...besideBare, row: `${cpu.row}, beside a bare endpoint with the function` }, 2),
    beside({ ...besideLeast, row: `${cpu.row}, beside a bare SELECT 1` }),
  ];
}

/** A scan over HTTP beside the same writes as one SQL function, and beside a bare endpoint. */
export async function scanRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.scanned);
  const server = await startProduct(urls);
  const bare = await startChild({ DATABASE_URL: urls.appUrl }, BARE);
  try {
    return rowsOf(await measure(sizes, cluster, server, bare, urls));
  } finally {
    await bare.stop();
    await server.stop();
    await cluster.drop(urls.name);
  }
}

export const PEAK_PER_SECOND = 45;

/** The peak of a district, whether or not the server keeps up; then every scan is looked for in the database. */
export async function openLoopRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.scanned);
  const server = await startProduct(urls);
  try {
    const stations = await stationsOf(server, sizes.scanned);
    const scan = async (station: Station): Promise<void> => void (await scanOverHttp(station, station.desk.next()));
    await warmUp(stations, sizes.warmUp / 4, scan);
    const before = await scansIn(urls);
    const round = await openLoop(stations, { perSecond: PEAK_PER_SECOND, ms: sizes.openLoopMs }, scan);
    const kept = (await scansIn(urls)) - before;
    for (const { http } of stations) http.close();
    const note = `counted from the moment a scan was due, at the client; ${kept} of ${round.count} scans are in the ledger`;
    const holds = kept === round.count;
    return [within({ row: 'scan p95 at 45 a second', measured: round.p95, unit: 'ms', holds, note }, 150)];
  } finally {
    await server.stop();
    await cluster.drop(urls.name);
  }
}

/** Scans with their answer and their ledger event. */
export async function scansIn({ ownerUrl }: DatabaseUrls): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM scan_event s
     WHERE s.answer IS NOT NULL AND (SELECT count(*) FROM device_event e WHERE e.scan_id = s.id) = 1`,
  );
  await client.end();
  return rows[0].count;
}
