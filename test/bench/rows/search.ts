import pg from 'pg';
import type { Cluster } from '../cluster.js';
import type { HttpClient } from '../http-client.js';
import type { Row } from '../report.js';
import { atMost, within } from '../report.js';
import type { Child } from '../server.js';
import { signedIn, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { median, percentile, random } from '../stats.js';
import { ADMIN, clerkOf } from '../volume.js';

interface Sample {
  tag: string;
  serial: string;
  number: string;
  givenName: string;
  familyName: string;
  model: string;
}

interface Kind {
  name: string;
  path: string;
  /** What somebody types who looks for this device or person. */
  text: (sample: Sample, pick: (below: number) => number) => string;
  /** Exact: beside the small volume. Otherwise the bar is in milliseconds. */
  exact: boolean;
}

const DEVICES = '/api/v1/devices/search';
const PEOPLE = '/api/v1/people/search';
const EVERYTHING = '/api/v1/search';
const FUZZY_MS = 50;

/** One letter of the word is another one. */
const mistyped = (word: string, pick: (below: number) => number): string => {
  const at = 1 + pick(word.length - 1);
  return word.slice(0, at) + (/\d/.test(word[at]) ? String((Number(word[at]) + 3) % 10) : 'x') + word.slice(at + 1);
};

const nameOf = ({ givenName, familyName }: Sample): string => `${givenName} ${familyName}`;
const nameMistyped: Kind['text'] = ({ givenName, familyName }, pick) => `${givenName} ${mistyped(familyName, pick)}`;

const KINDS: readonly Kind[] = [
  { name: 'exact tag', path: DEVICES, text: ({ tag }) => tag, exact: true },
  { name: 'exact serial', path: DEVICES, text: ({ serial }) => serial, exact: true },
  { name: 'exact student number', path: PEOPLE, text: ({ number }) => number, exact: true },
  { name: 'person by name', path: PEOPLE, text: nameOf, exact: false },
  { name: 'holder of a device', path: DEVICES, text: nameOf, exact: false },
  { name: 'model', path: DEVICES, text: ({ model }) => model, exact: false },
  { name: 'part of a serial', path: DEVICES, text: ({ serial }) => serial.slice(4, 9), exact: false },
  { name: 'part of a name', path: PEOPLE, text: ({ familyName }) => familyName.slice(0, 4), exact: false },
  { name: 'two letters of a name', path: PEOPLE, text: ({ familyName }) => familyName.slice(0, 2), exact: false },
  { name: 'exact tag, everywhere', path: EVERYTHING, text: ({ tag }) => tag, exact: true },
  { name: 'tag with a typo, everywhere', path: EVERYTHING, text: ({ tag }, pick) => mistyped(tag, pick), exact: false },
  {
    name: 'code that nothing has',
    path: EVERYTHING,
    text: ({ serial }) => `${serial.slice(0, 4)}ZZ${serial.slice(4)}`,
    exact: false,
  },
  { name: 'two letters', path: EVERYTHING, text: ({ familyName }) => familyName.slice(0, 2), exact: false },
  { name: 'tag with a typo', path: DEVICES, text: ({ tag }, pick) => mistyped(tag, pick), exact: false },
  { name: 'model with a typo', path: DEVICES, text: ({ model }, pick) => mistyped(model, pick), exact: false },
  { name: 'name with a typo', path: PEOPLE, text: nameMistyped, exact: false },
  {
    name: 'family name with a typo',
    path: PEOPLE,
    text: ({ familyName }, pick) => mistyped(familyName, pick),
    exact: false,
  },
  { name: 'holder with a typo', path: DEVICES, text: nameMistyped, exact: false },
  { name: 'name with a typo, everywhere', path: EVERYTHING, text: nameMistyped, exact: false },
  { name: 'name that nobody has', path: EVERYTHING, text: ({ givenName }) => `${givenName} Abrazowitch`, exact: false },
];

/** Who types: for the whole district, or at one site of it. */
const READERS = [
  { name: 'district', email: ADMIN, site: null },
  { name: 'clerk', email: clerkOf(3), site: 'S003' },
] as const;
type Reader = (typeof READERS)[number];

class Side {
  private constructor(
    private readonly server: Child,
    private readonly http: HttpClient,
    private readonly samples: readonly Sample[],
  ) {}

  static async start(cluster: Cluster, devices: number, reader: Reader): Promise<Side> {
    const urls = await cluster.volume(devices);
    const server = await startProduct(urls);
    const client = new pg.Client({ connectionString: urls.ownerUrl });
    await client.connect();
    const { rows } = await client.query<Sample>(
      `SELECT d.asset_tag AS tag, d.serial, p.number, p.given_name AS "givenName", p.family_name AS "familyName", m.name AS model
       FROM device d JOIN person p ON p.id = d.holder_person_id JOIN model m ON m.id = d.model_id
       WHERE $1::text IS NULL OR d.home_site_id = (SELECT id FROM site WHERE code = $1)
       ORDER BY md5(d.id::text) LIMIT 500`,
      [reader.site],
    );
    await client.end();
    return new Side(server, await signedIn(server.url, reader.email), rows);
  }

  /** Milliseconds of one search for a random device or person of this volume. */
  async search({ path, text, name }: Kind, pick: (below: number) => number): Promise<number> {
    const body = JSON.stringify({
      q: text(this.samples[pick(this.samples.length)], pick),
      ...(path === EVERYTHING ? {} : { limit: 8 }),
    });
    const from = performance.now();
    const answer = await this.http.post(path, body);
    const ms = performance.now() - from;
    if (answer.status !== 200) throw new Error(`${name} was answered ${answer.status}: ${answer.body} for ${body}`);
    return ms;
  }

  async stop(): Promise<void> {
    this.http.close();
    await this.server.stop();
  }
}

/** Search as somebody types, one request at a time, in turn on both volumes. */
export async function searchRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  for (const reader of READERS) {
    const small = await Side.start(cluster, sizes.base, reader);
    try {
      for (const devices of sizes.large) {
        const large = await Side.start(cluster, devices, reader);
        try {
          const volume = `${reader.name}, ${devices / 1_000} k`;
          for (const kind of KINDS.filter(({ name }) => sizes.only(name)))
            rows.push(await rowOf(kind, { large, small, seed: devices, volume }, sizes));
        } finally {
          await large.stop();
        }
      }
    } finally {
      await small.stop();
    }
  }
  return rows;
}

interface Sides {
  large: Side;
  small: Side;
  volume: string;
  seed: number;
}

async function rowOf(kind: Kind, { large, small, volume, seed }: Sides, sizes: Sizes): Promise<Row> {
  const pick = random(seed);
  const p95: { large: number[]; small: number[] } = { large: [], small: [] };
  for (let round = 0; round <= sizes.rounds; round += 1) {
    const ms: { large: number[]; small: number[] } = { large: [], small: [] };
    for (let n = 0; n < sizes.requests; n += 1) {
      ms.large.push(await large.search(kind, pick));
      ms.small.push(await small.search(kind, pick));
    }
    if (round === 0) continue;
    p95.large.push(percentile(ms.large, 0.95));
    p95.small.push(percentile(ms.small, 0.95));
  }
  const row = `search ${kind.name} (${volume})`;
  const [measured, beside] = [median(p95.large), median(p95.small)];
  return kind.exact
    ? atMost({ row, measured, limit: beside, unit: 'ms' }, 2)
    : within({ row, measured, beside, unit: 'ms' }, FUZZY_MS);
}
