import pg from 'pg';
import { encodeCursor } from '@app/kernel';
import type { Cluster } from '../cluster.js';
import type { HttpClient } from '../http-client.js';
import type { List, Whole } from '../lists.js';
import { LISTS, WHOLE } from '../lists.js';
import type { Row } from '../report.js';
import { atMost, within } from '../report.js';
import { signedIn, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { median, percentile } from '../stats.js';
import { ADMIN, clerkOf } from '../volume.js';

/** The clerk's site is also the one that the filters name. */
const SITE = 5;

/** Who reads: the whole district, or one site of it. */
const READERS: readonly { name: string; email: string; lists: readonly List[] }[] = [
  { name: 'district', email: ADMIN, lists: LISTS },
  {
    name: 'clerk',
    email: clerkOf(SITE),
    lists: LISTS.map((list) => ({ ...list, from: `${list.from} AND ${list.scope}` })),
  },
];

const DEPTHS = [0.5, 0.9] as const;
/** A list with fewer rows says nothing of depth. */
const FEWEST = 3;
/** Of what is read whole: a filter change of check 44. */
const WHOLE_MS = 500;

/** Every filter at three depths, in turn, by an administrator of the whole district and by a clerk of one site. */
export async function listRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  for (const devices of sizes.large) {
    const urls = await cluster.volume(devices);
    const server = await startProduct(urls);
    const client = new pg.Client({ connectionString: urls.ownerUrl });
    await client.connect();
    try {
      const put = filledWith(await valuesOf(client));
      for (const reader of READERS) {
        const http = await signedIn(server.url, reader.email);
        const named = (name: string): string => `${name} (${reader.name}), ${devices / 1_000} k`;
        for (const list of reader.lists.filter(({ name }) => sizes.only(name))) {
          rows.push(await rowOf(http, await pathsOf(client, list, put), named(list.name), sizes));
        }
        for (const whole of WHOLE.filter(({ name }) => sizes.only(name)))
          rows.push(await wholeRowOf(http, whole, put, named(whole.name), sizes));
        http.close();
      }
    } finally {
      await client.end();
      await server.stop();
    }
  }
  return rows;
}

type Put = (text: string) => string;

const filledWith =
  (values: Record<string, string>): Put =>
  (text) =>
    Object.entries(values).reduce((done, [name, value]) => done.replaceAll(name, value), text);

/** The site, a model that it has in the rarest state too, and tags of it. */
async function valuesOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT s.id AS "$site", s.code AS "$code", to_char(current_date - 420, 'YYYY-MM-DD') AS "$day",
       to_char(current_date - 90, 'YYYY-MM-DD') AS "$recent", to_char(current_date, 'YYYY') AS "$year",
       (SELECT r.id FROM room r WHERE r.site_id = s.id) AS "$room", (SELECT f.id FROM funding_source f WHERE f.code = 'F1') AS "$fund",
       (SELECT d.model_id FROM device d WHERE d.location_site_id = s.id AND d.state = 'missing' ORDER BY d.id LIMIT 1) AS "$model",
       (SELECT json_agg(d.asset_tag)::text FROM (SELECT asset_tag FROM device WHERE home_site_id = s.id ORDER BY md5(id::text) LIMIT 500) d) AS "$tags"
     FROM site s ORDER BY s.id OFFSET ${SITE} LIMIT 1`,
  );
  return rows[0];
}

/** Addresses of the first page and of those at each depth. */
async function pathsOf(client: pg.Client, list: List, put: Put): Promise<string[]> {
  const [path, from] = [put(list.path), put(list.from)];
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  const count = rows[0].count;
  if (count < FEWEST) throw new Error(`The list ${list.name} has ${count} rows only`);
  const paths = [path];
  for (const depth of DEPTHS) {
    const found = await client.query<string[]>({
      text: `SELECT ${list.cursor.join(', ')} FROM ${from} ORDER BY ${list.order} OFFSET ${Math.floor(count * depth)} LIMIT 1`,
      rowMode: 'array',
    });
    paths.push(`${path}&after=${encodeCursor(found.rows[0])}`);
  }
  return paths;
}

/** Rounds of requests, the first one without counting; the median p95 of each. */
async function p95Of(asks: readonly (() => Promise<number>)[], { rounds, requests }: Sizes): Promise<number[]> {
  const p95 = asks.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    const ms = asks.map((): number[] => []);
    for (let n = 0; n < requests; n += 1) {
      for (const [at, ask] of asks.entries()) ms[at].push(await ask());
    }
    if (round > 0) for (const [at, values] of ms.entries()) p95[at].push(percentile(values, 0.95));
  }
  return p95.map(median);
}

/** Filter and depth: the worst page beside the first page of the same list. */
async function rowOf(http: HttpClient, paths: readonly string[], name: string, sizes: Sizes): Promise<Row> {
  const pages = paths.map((path) => () => timed(path, () => http.get(path)));
  const [first, half, deep] = (await p95Of(pages, sizes)) as [number, number, number];
  const note = `p95 at half ${half.toFixed(1)} ms, at 90 % ${deep.toFixed(1)} ms`;
  const row = atMost({ row: `list ${name}`, measured: Math.max(half, deep), limit: first, unit: 'ms' }, 2);
  return row.ok ? row : { ...row, note };
}

async function wholeRowOf(http: HttpClient, whole: Whole, put: Put, name: string, sizes: Sizes): Promise<Row> {
  const [path, body] = [put(whole.path), whole.body === undefined ? null : put(whole.body)];
  const ask = (): Promise<number> => timed(path, () => (body === null ? http.get(path) : http.post(path, body)));
  const [measured] = await p95Of([ask], sizes);
  return within({ row: name, measured, unit: 'ms' }, WHOLE_MS);
}

async function timed(path: string, ask: () => Promise<{ status: number; body: string }>): Promise<number> {
  const from = performance.now();
  const answer = await ask();
  const ms = performance.now() - from;
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${answer.body}`);
  return ms;
}
