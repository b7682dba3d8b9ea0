import pg from 'pg';
import { encodeCursor } from '@app/kernel';
import type { Cluster } from '../cluster.js';
import type { HttpClient } from '../http-client.js';
import type { Row } from '../report.js';
import { atMost } from '../report.js';
import { signedIn, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { median, percentile } from '../stats.js';
import { ADMIN, clerkOf } from '../volume.js';

interface List {
  name: string;
  path: string;
  /** The same rows in SQL, to find where a page of this depth begins. */
  from: string;
  key: string;
  /** What the list's own cursor holds: no name stands in an address. */
  cursor: readonly ('key' | 'id')[];
}

/** Who reads: the whole district, or one site of it. */
interface Reader {
  name: string;
  email: string;
  lists: readonly List[];
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

const INSTANT = `to_char(d.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
/** The clerk's site is also the one that the filters name. */
const SITE = 5;
const AT_SITE = `d.location_site_id = '$site'`;
const OF_SITE = `d.home_site_id = '$site'`;
const PERSON_AT_SITE = `d.primary_site_id = '$site'`;

/** Filters that a clerk uses as well as an administrator. */
const ANYWHERE: readonly List[] = [
  device('all', '', 'true'),
  device('by last seen', 'sort=-lastSeen', 'true'),
  device('of a state', 'state=in-stock', `d.state = 'in-stock'`),
  device('of two states', 'state=missing,in-repair', `d.state IN ('missing', 'in-repair')`),
  device('of a state by last seen', 'state=deployed&sort=-lastSeen', `d.state = 'deployed'`),
  device('of a model', 'model=$model', `d.model_id = '$model'`),
  device('of a model by last seen', 'model=$model&sort=-lastSeen', `d.model_id = '$model'`),
  device('in a condition', 'condition=D', `d.condition = 'D'`),
  device('on hold', 'hold=damaged', `d.holds && '{damaged}'`),
  device('of people', 'holder=person', 'd.holder_person_id IS NOT NULL'),
  device('elsewhere', 'elsewhere=true', 'd.home_site_id <> d.location_site_id'),
  device('not seen since', 'seenBefore=$day', `d.last_seen_at < '$day'`),
  device('of a state and model', 'state=in-stock&model=$model', `d.state = 'in-stock' AND d.model_id = '$model'`),
  device('of a rare state and model', 'state=missing&model=$model', `d.state = 'missing' AND d.model_id = '$model'`),
  device('of a state and condition', 'state=in-stock&condition=D', `d.state = 'in-stock' AND d.condition = 'D'`),
  person('all', '', 'true'),
  person('of a grade', 'grade=7', `d.grade = '7'`),
  person('of a homeroom', 'homeroom=H7', `d.homeroom = 'H7'`),
  person('staff', 'kind=staff', `d.kind = 'staff'`),
  person('withdrawn', 'state=withdrawn', `d.state = 'withdrawn'`),
];

const AT_ONE_SITE: readonly List[] = [
  device('at a site', 'site=$code', AT_SITE),
  device('at a site by last seen', 'site=$code&sort=-lastSeen', AT_SITE),
  device('of a site', 'homeSite=$code', OF_SITE),
  device('of a site by last seen', 'homeSite=$code&sort=-lastSeen', OF_SITE),
  device('at a site, of a state', 'site=$code&state=in-stock', `${AT_SITE} AND d.state = 'in-stock'`),
  device('at a site, of a model', 'site=$code&model=$model', `${AT_SITE} AND d.model_id = '$model'`),
  device('of a site and state', 'homeSite=$code&state=in-stock', `${OF_SITE} AND d.state = 'in-stock'`),
  device('of a site, of people', 'homeSite=$code&holder=person', `${OF_SITE} AND d.holder_person_id IS NOT NULL`),
  device('at a site, of people', 'site=$code&holder=person', `${AT_SITE} AND d.holder_person_id IS NOT NULL`),
  device('at a site, of nobody', 'site=$code&holder=none', `${AT_SITE} AND d.holder_person_id IS NULL`),
  person('at a site', 'site=$site', PERSON_AT_SITE),
  person('at a site, of a grade', 'site=$site&grade=7', `${PERSON_AT_SITE} AND d.grade = '7'`),
  person('at a site, of a homeroom', 'site=$site&homeroom=H7', `${PERSON_AT_SITE} AND d.homeroom = 'H7'`),
  person('at a site, withdrawn', 'site=$site&state=withdrawn', `${PERSON_AT_SITE} AND d.state = 'withdrawn'`),
  person('at a site, staff', 'site=$site&kind=staff', `${PERSON_AT_SITE} AND d.kind = 'staff'`),
];

/** What of a list a clerk of the site sees. */
const seenByClerk = (list: List): List => ({
  ...list,
  from: `${list.from} AND ${list.from.startsWith('device') ? `(${AT_SITE} OR ${OF_SITE})` : PERSON_AT_SITE}`,
});

const READERS: readonly Reader[] = [
  { name: 'district', email: ADMIN, lists: [...ANYWHERE, ...AT_ONE_SITE] },
  { name: 'clerk', email: clerkOf(SITE), lists: [...ANYWHERE, ...AT_ONE_SITE].map(seenByClerk) },
];

const DEPTHS = [0.5, 0.9] as const;
/** A list with fewer rows says nothing of depth. */
const FEWEST = 4;

/** Every filter at three depths, in turn, by an administrator of the whole district and by a clerk of one site. */
export async function listRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  for (const devices of sizes.large) {
    const urls = await cluster.volume(devices);
    const server = await startProduct(urls);
    const client = new pg.Client({ connectionString: urls.ownerUrl });
    await client.connect();
    try {
      const names = await valuesOf(client);
      for (const reader of READERS) {
        const http = await signedIn(server.url, reader.email);
        for (const list of reader.lists) {
          const name = `${list.name} (${reader.name}), ${devices / 1_000} k`;
          rows.push(await rowOf(http, await pathsOf(client, list, names), name, sizes));
        }
        http.close();
      }
    } finally {
      await client.end();
      await server.stop();
    }
  }
  return rows;
}

/** The site, and a model that it has in the rarest state too. */
async function valuesOf(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<Record<string, string>>(
    `SELECT s.id AS "$site", s.code AS "$code", to_char(current_date - 420, 'YYYY-MM-DD') AS "$day",
       (SELECT d.model_id FROM device d WHERE d.location_site_id = s.id AND d.state = 'missing' ORDER BY d.id LIMIT 1) AS "$model"
     FROM site s ORDER BY s.id OFFSET ${SITE} LIMIT 1`,
  );
  return rows[0];
}

/** Addresses of the first page and of those at each depth. */
async function pathsOf(client: pg.Client, list: List, names: Record<string, string>): Promise<string[]> {
  const put = (text: string): string =>
    Object.entries(names).reduce((done, [name, value]) => done.replaceAll(name, value), text);
  const [path, from] = [put(list.path), put(list.from)];
  const bySeen = path.includes('sort=-lastSeen');
  const order = bySeen ? 'd.last_seen_at DESC, d.id DESC' : `${list.key}, d.id`;
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  const count = rows[0].count;
  if (count < FEWEST) throw new Error(`The list ${list.name} has ${count} rows only`);
  const paths = [path];
  for (const depth of DEPTHS) {
    const found = await client.query<{ key: string; id: string }>(
      `SELECT ${bySeen ? INSTANT : list.key} AS key, d.id FROM ${from} ORDER BY ${order} OFFSET ${Math.floor(count * depth)} LIMIT 1`,
    );
    paths.push(`${path}&after=${encodeCursor(list.cursor.map((part) => found.rows[0][part]))}`);
  }
  return paths;
}

/** Filter and depth: the worst page beside the first page of the same list. */
async function rowOf(http: HttpClient, paths: readonly string[], name: string, sizes: Sizes): Promise<Row> {
  const p95 = paths.map((): number[] => []);
  for (let round = 0; round <= sizes.rounds; round += 1) {
    const ms = paths.map((): number[] => []);
    for (let n = 0; n < sizes.requests; n += 1) {
      for (const [at, path] of paths.entries()) ms[at].push(await page(http, path));
    }
    if (round > 0) for (const [at, values] of ms.entries()) p95[at].push(percentile(values, 0.95));
  }
  const [first, half, deep] = p95.map(median) as [number, number, number];
  const note = `p95 at half ${half.toFixed(1)} ms, at 90 % ${deep.toFixed(1)} ms`;
  const row = atMost({ row: `list ${name}`, measured: Math.max(half, deep), limit: first, unit: 'ms' }, 2);
  return row.ok ? row : { ...row, note };
}

async function page(http: HttpClient, path: string): Promise<number> {
  const from = performance.now();
  const answer = await http.get(path);
  const ms = performance.now() - from;
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${answer.body}`);
  return ms;
}
