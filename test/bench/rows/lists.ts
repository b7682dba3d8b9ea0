import pg from 'pg';
import { encodeCursor } from '@app/kernel';
import type { Cluster } from '../cluster.js';
import type { HttpClient } from '../http-client.js';
import type { Row } from '../report.js';
import { atMost } from '../report.js';
import { signedIn, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { median, percentile } from '../stats.js';
import { ADMIN } from '../volume.js';

interface List {
  name: string;
  path: string;
  /** The same rows in SQL, to find where a page of this depth begins. */
  from: string;
  key: string;
  /** What the list's own cursor holds: no name stands in an address. */
  cursor: readonly ('key' | 'id')[];
}

const device = (name: string, query: string, where: string): List => ({
  name: `devices ${name}`,
  path: `/api/v1/devices?limit=100${query === '' ? '' : `&${query}`}`,
  from: `device d WHERE d.asset_tag IS NOT NULL AND ${where}`,
  key: 'd.asset_tag',
  cursor: ['key', 'id'],
});

const person = (name: string, query: string, where: string): List => ({
  name: `people ${name}`,
  path: `/api/v1/people?limit=100${query === '' ? '' : `&${query}`}`,
  from: `person d WHERE d.merged_into_id IS NULL AND ${where}`,
  key: 'd.sort_name',
  cursor: ['id'],
});

const INSTANT = `to_char(d.last_event_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const LISTS: readonly List[] = [
  device('all', '', 'true'),
  device('by last entry', 'sort=-lastEvent', 'true'),
  device('of a state', 'state=in-stock', `d.state = 'in-stock'`),
  device('of two states', 'state=missing,in-repair', `d.state IN ('missing', 'in-repair')`),
  device('at a site', 'site=S003', `d.location_site_id = (SELECT id FROM site WHERE code = 'S003')`),
  device('of a site', 'homeSite=S003', `d.home_site_id = (SELECT id FROM site WHERE code = 'S003')`),
  device('of a model', 'model=$model', `d.model_id = '$model'`),
  device('in a condition', 'condition=D', `d.condition = 'D'`),
  device('on hold', 'hold=damaged', `d.holds && '{damaged}'`),
  device('of people', 'holder=person', 'd.holder_person_id IS NOT NULL'),
  device('elsewhere', 'elsewhere=true', 'd.home_site_id <> d.location_site_id'),
  device('not seen since', 'seenBefore=$day', `d.last_event_at < '$day'`),
  device(
    'in stock at a site',
    'site=S003&state=in-stock',
    `d.state = 'in-stock' AND d.location_site_id = (SELECT id FROM site WHERE code = 'S003')`,
  ),
  person('all', '', 'true'),
  person('at a site', 'site=$site', `d.primary_site_id = '$site'`),
  person('of a grade', 'grade=7', `d.grade = '7'`),
  person('of a homeroom', 'homeroom=H7', `d.homeroom = 'H7'`),
  person('staff', 'kind=staff', `d.kind = 'staff'`),
  person('withdrawn', 'state=withdrawn', `d.state = 'withdrawn'`),
];

const DEPTHS = [0.5, 0.9] as const;

/** Every filter at three depths, in turn, by an administrator of the whole district. */
export async function listRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  for (const devices of sizes.large) {
    const urls = await cluster.volume(devices);
    const server = await startProduct(urls);
    const client = new pg.Client({ connectionString: urls.ownerUrl });
    await client.connect();
    const http = await signedIn(server.url, ADMIN);
    try {
      const names = await valuesOf(client);
      for (const list of LISTS)
        rows.push(await rowOf(http, await pathsOf(client, list, names), list.name, devices, sizes));
    } finally {
      http.close();
      await client.end();
      await server.stop();
    }
  }
  return rows;
}

async function valuesOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT (SELECT id FROM model ORDER BY id LIMIT 1) AS "$model", (SELECT id FROM site WHERE code = 'S003') AS "$site",
       to_char(current_date - 420, 'YYYY-MM-DD') AS "$day"`,
  );
  return rows[0];
}

/** Addresses of the first page and of those at each depth. */
async function pathsOf(client: pg.Client, list: List, names: Record<string, string>): Promise<string[]> {
  const put = (text: string): string =>
    Object.entries(names).reduce((done, [name, value]) => done.replaceAll(name, value), text);
  const [path, from] = [put(list.path), put(list.from)];
  const byEvent = path.includes('sort=-lastEvent');
  const order = byEvent ? 'd.last_event_at DESC, d.id DESC' : `${list.key}, d.id`;
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  const count = rows[0].count;
  if (count < 20) throw new Error(`The list ${list.name} has ${count} rows only`);
  const paths = [path];
  for (const depth of DEPTHS) {
    const found = await client.query<{ key: string; id: string }>(
      `SELECT ${byEvent ? INSTANT : list.key} AS key, d.id FROM ${from} ORDER BY ${order} OFFSET ${Math.floor(count * depth)} LIMIT 1`,
    );
    paths.push(`${path}&after=${encodeCursor(list.cursor.map((part) => found.rows[0][part]))}`);
  }
  return paths;
}

async function rowOf(
  http: HttpClient,
  paths: readonly string[],
  name: string,
  devices: number,
  sizes: Sizes,
): Promise<Row> {
  const p95 = paths.map((): number[] => []);
  for (let round = 0; round <= sizes.rounds; round += 1) {
    const ms = paths.map((): number[] => []);
    for (let n = 0; n < sizes.requests; n += 1) {
      for (const [at, path] of paths.entries()) ms[at].push(await page(http, path));
    }
    if (round > 0) for (const [at, values] of ms.entries()) p95[at].push(percentile(values, 0.95));
  }
  const [first, half, deep] = p95.map(median) as [number, number, number];
  const worst = Math.max(half, deep);
  const note = `p95 at half ${half.toFixed(1)} ms, at 90 % ${deep.toFixed(1)} ms`;
  const row = atMost({ row: `list ${name}, ${devices / 1_000} k`, measured: worst, limit: first, unit: 'ms' }, 2);
  return row.ok ? row : { ...row, note };
}

async function page(http: HttpClient, path: string): Promise<number> {
  const from = performance.now();
  const answer = await http.get(path);
  const ms = performance.now() - from;
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${answer.body}`);
  return ms;
}
