import pg from 'pg';
import { identityOn } from '@app/identity';
import { Database } from '@app/platform';
import { FAMILY_NAMES, GIVEN_NAMES } from '../../database/sample/names.js';
import { CLIENTS } from './sizes.js';

/** To be raised when the generator changes: volumes are kept between runs. */
export const VOLUME_VERSION = 4;

export const PASSWORD = 'bench volume correct horse';
export const ADMIN = 'admin@bench.example';
export const clerkOf = (site: number): string => `clerk.${site}@bench.example`;

const DEVICES_PER_SITE = 1_667;
const PEOPLE_PER_DEVICE = 0.85;
const CHUNK = 10_000;
const WRITERS = 2;

/** Sites of a district of so many devices. */
export const sitesOf = (devices: number): number => Math.max(CLIENTS, Math.round(devices / DEVICES_PER_SITE));

/**
 * Ids that can be computed, ascending as UUIDv7 are. Device `i` (from 0) is number `i / sites` at site `i % sites`; person
 * `i` likewise. Of a hundred devices of a site 60 are with the person of the same number, 30 in stock, the rest elsewhere.
 * Numbers 1 to 3 are overdue, 1 lent for a day, 2 and 3 with people who have left; 60 is of the loaner pool; it and what is in
 * repair get no updates any more; 63 to 70 stand in a room. What desks of the benchmark scan is none of these.
 */
const FUNCTIONS = `
  CREATE FUNCTION pg_temp.bench_id(kind integer, i integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $f$ SELECT (lpad(to_hex(i), 8, '0') || '-0000-7' || lpad(to_hex(kind), 3, '0') || '-8000-000000000000')::uuid $f$;
  CREATE FUNCTION pg_temp.bench_state(k integer) RETURNS text LANGUAGE sql IMMUTABLE AS
    $f$ SELECT CASE WHEN k % 100 < 90 THEN 'in-stock' WHEN k % 100 < 93 THEN 'in-repair' WHEN k % 100 < 96 THEN 'missing'
          WHEN k % 100 = 96 THEN 'lost' WHEN k % 100 = 97 THEN 'stolen' ELSE 'retired' END $f$;`;

const district = (sites: number): string => `
  INSERT INTO district (name, time_zone) VALUES ('Bench Unified', 'America/Los_Angeles');
  INSERT INTO school_year (label, starts_on, ends_on) VALUES ('this year', current_date - 200, current_date + 700);
  INSERT INTO site (id, code, name, kind)
    SELECT pg_temp.bench_id(1, s), 'S' || lpad(s::text, 3, '0'), 'School ' || s, (ARRAY['elementary', 'middle', 'high'])[1 + s % 3]
    FROM generate_series(0, ${sites - 1}) s;
  INSERT INTO station (id, site_id, name) SELECT pg_temp.bench_id(2, s), pg_temp.bench_id(1, s), 'Desk 1' FROM generate_series(0, ${sites - 1}) s;
  INSERT INTO model (id, maker, name, device_class, support_ends_on, cycle_years, unit_cost_cents)
    SELECT pg_temp.bench_id(3, m), (ARRAY['Acer', 'HP', 'Lenovo', 'Dell', 'Asus'])[1 + m % 5],
      CASE WHEN m % 10 = 9 THEN 'Latitude ' ELSE 'Chromebook ' END || (300 + m) || 'e', CASE WHEN m % 10 = 9 THEN 'laptop' ELSE 'chromebook' END,
      current_date + CASE WHEN m < 40 THEN 2000 ELSE -30 END, 5, 30000 + m
    FROM generate_series(0, 43) m;
  INSERT INTO room (id, site_id, code, name)
    SELECT pg_temp.bench_id(6, s), pg_temp.bench_id(1, s), 'RM-' || s, 'Store ' || s FROM generate_series(0, ${sites - 1}) s;
  INSERT INTO funding_source (id, code, name)
    SELECT pg_temp.bench_id(7, f), 'F' || f, 'Fund ' || f FROM generate_series(0, 3) f;
  INSERT INTO funding_split (id, fingerprint) SELECT pg_temp.bench_id(8, f), 'bench ' || f FROM generate_series(0, 3) f;
  INSERT INTO funding_split_line (split_id, funding_source_id, basis_points)
    SELECT pg_temp.bench_id(8, f), pg_temp.bench_id(7, f), 10000 FROM generate_series(0, 3) f;`;

/** $1 first, $2 last, $3 sites, $4 given names, $5 family names. */
const PEOPLE = `
  INSERT INTO person (id, kind, number, given_name, family_name, grade, homeroom, state, withdrawn_on, primary_site_id)
  SELECT pg_temp.bench_id(4, i), CASE WHEN i % 9 = 8 THEN 'staff' ELSE 'student' END, (1000000 + (i::bigint * 7919) % 8999993)::text,
    ($4::text[])[1 + (i * 31) % cardinality($4::text[])],
    ($5::text[])[1 + (i * 17 + i / 1000) % cardinality($5::text[])] || CASE WHEN i % 3 = 0 THEN '-' || ($5::text[])[1 + (i * 13 + i / 777) % cardinality($5::text[])] ELSE '' END,
    CASE WHEN i % 9 = 8 THEN NULL ELSE (1 + i / $3 % 12)::text END, CASE WHEN i % 9 = 8 THEN NULL ELSE 'H' || (i / $3 % 40) END,
    CASE WHEN (i / $3) % 100 IN (2, 3, 99) THEN 'withdrawn' ELSE 'active' END,
    CASE WHEN (i / $3) % 100 IN (2, 3, 99) THEN current_date - 30 - i / $3 / 100 % 60 END, pg_temp.bench_id(1, i % $3)
  FROM generate_series($1::integer, $2::integer) i`;
const PERSON_SITES = `INSERT INTO person_site (person_id, site_id) SELECT pg_temp.bench_id(4, i), pg_temp.bench_id(1, i % $3) FROM generate_series($1::integer, $2::integer) i`;

/** $1 first, $2 last, $3 sites, $4 people. */
const DEVICES = `
  INSERT INTO device (id, model_id, purchase_order, vendor, purchased_on, cost_cents, loaner_pool, program, funding_split_id)
  SELECT pg_temp.bench_id(5, i),
    pg_temp.bench_id(3, CASE WHEN i / $3 % 100 IN (60, 90, 91, 92) THEN 40 + i / $3 % 4 ELSE (i / $3 * 7 + i) % 40 END), 'PO-' || i / 500,
    'Campus Technology Supply', (current_date - 30 - (i / $3 * 37 + i) % 1800), 30000 + i % 9000, i / $3 % 100 = 60,
    CASE WHEN i / $3 % 10 < 6 THEN 'one-to-one' WHEN i / $3 % 10 < 8 THEN 'classroom' END, pg_temp.bench_id(8, i / $3 % 4)
  FROM generate_series($1::integer, $2::integer) i`;
const REGISTERED = `
  INSERT INTO device_event (device_id, type, occurred_at, station_id, site_id, source, after)
  SELECT pg_temp.bench_id(5, i), 'registered', now() - interval '400 days' - (i * 7919::bigint % 20000000) * interval '1 second', pg_temp.bench_id(2, i % $3), pg_temp.bench_id(1, i % $3), 'bench',
    jsonb_build_object('asset_tag', 'CB-' || lpad(i::text, 7, '0'), 'serial', '5CD' || upper(lpad(to_hex((i::bigint * 2654435761) % 4294967296), 8, '0')),
      'state', pg_temp.bench_state(i / $3), 'custody', 'none', 'home_site_id', pg_temp.bench_id(1, i % $3),
      'location_site_id', pg_temp.bench_id(1, (i + CASE WHEN i / $3 % 100 = 61 THEN 1 ELSE 0 END) % $3), 'condition', substr('ABBBCCD', 1 + i / $3 % 7, 1), 'mdm_status', 'provisioned',
      'location_room_id', CASE WHEN i / $3 % 100 BETWEEN 63 AND 70 THEN pg_temp.bench_id(6, i % $3) END,
      'holds', CASE WHEN i / $3 % 100 = 62 THEN '["damaged"]'::jsonb ELSE '[]'::jsonb END)
  FROM generate_series($1::integer, $2::integer) i ORDER BY i`;
const ASTRAY = `SELECT circulation_adopt_cases(ARRAY(SELECT pg_temp.bench_id(5, i) FROM generate_series($1::integer, $2::integer) i), NULL)`;
const GIVEN_OUT = `
  INSERT INTO device_event (device_id, type, occurred_at, station_id, site_id, source, after)
  SELECT pg_temp.bench_id(5, i), 'checked-out', now() - interval '90 days' - (i * 104729::bigint % 5000000) * interval '1 second', pg_temp.bench_id(2, i % $3), pg_temp.bench_id(1, i % $3), 'bench',
    jsonb_build_object('state', 'deployed', 'custody', CASE WHEN i % 9 = 8 THEN 'staff' ELSE 'student' END, 'holder_person_id', pg_temp.bench_id(4, i))
  FROM generate_series($1::integer, $2::integer) i WHERE i / $3 % 100 < 60 AND i < $4::integer ORDER BY i`;
const LOANS = `
  INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, due_on, opened_seq)
  SELECT e.device_id, p.id, p.given_name || ' ' || p.family_name, CASE WHEN i / $3 % 100 = 1 THEN 'daily' ELSE 'one-to-one' END, e.site_id,
    e.occurred_at, current_date + CASE WHEN i / $3 % 100 IN (1, 2, 3) THEN -1 - i / $3 / 100 % 20 ELSE 200 END, e.seq
  FROM generate_series($1::integer, $2::integer) i
  JOIN device_event e ON e.device_id = pg_temp.bench_id(5, i) AND e.seq = 2 JOIN person p ON p.id = pg_temp.bench_id(4, i)
  WHERE i / $3 % 100 < 60 AND i < $4::integer`;

/** What those who have left owe; with the indexes. $1 first, $2 last, $3 sites. */
const CLEARANCES = `
  SELECT circulation_open_clearance(pg_temp.bench_id(4, i), current_date + CASE WHEN i / $3 / 100 % 3 = 0 THEN 14 ELSE -7 END)
  FROM generate_series($1::integer, $2::integer) i WHERE i / $3 % 100 IN (2, 3, 99)`;

/** Fills an empty, migrated database through the ledger's own trigger. Deterministic but for the days, which end today. */
export async function fillVolume(ownerUrl: string, devices: number): Promise<void> {
  const sites = sitesOf(devices);
  const people = Math.floor(devices * PEOPLE_PER_DEVICE);
  const begun = Date.now();
  const setUp = await connected(ownerUrl);
  await setUp.query(district(sites));
  const indexes = await withoutIndexes(setUp);
  await inChunks(ownerUrl, people, async (client, first, last) => {
    await client.query(PEOPLE, [first, last, sites, GIVEN_NAMES, FAMILY_NAMES]);
    await client.query(PERSON_SITES, [first, last, sites]);
  });
  await inChunks(ownerUrl, devices, async (client, first, last) => {
    for (const sql of [DEVICES, REGISTERED]) await client.query(sql, [first, last, sites]);
    await client.query(ASTRAY, [first, last]);
    for (const sql of [GIVEN_OUT, LOANS]) await client.query(sql, [first, last, sites, people]);
    process.stderr.write(`\r${last + 1} of ${devices} devices, ${Math.round((Date.now() - begun) / 1_000)} s `);
  });
  for (const sql of indexes) await setUp.query(sql);
  await setUp.query('ANALYZE');
  await setUp.end();
  await inChunks(ownerUrl, people, async (client, first, last) => {
    await client.query(CLEARANCES, [first, last, sites]);
  });
  await accounts(ownerUrl);
  process.stderr.write('\n');
}

/**
 * Drops the indexes that nothing depends on, and answers how to make them: every event writes a device anew, and a
 * million entries are several times cheaper all at once.
 */
export async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sql: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS sql FROM pg_index i
     WHERE i.indrelid = ANY ('{device,person,loan}'::regclass[]) AND NOT i.indisunique
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY i.indexrelid`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ sql }) => sql);
}

export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  await client.query(FUNCTIONS);
  return client;
}

export async function inChunks(
  url: string,
  count: number,
  work: (client: pg.Client, first: number, last: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const writer = async (): Promise<void> => {
    const client = await connected(url);
    while (next < count) {
      const first = next;
      next = Math.min(next + CHUNK, count);
      await client.query('BEGIN');
      await work(client, first, Math.min(first + CHUNK, count) - 1);
      await client.query('COMMIT');
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

/** One administrator of the district, and a clerk for each of the first sites. */
async function accounts(ownerUrl: string): Promise<void> {
  await seedAccounts(ownerUrl, [{ email: ADMIN, role: 'it-admin', site: null }]);
  await addClerks(ownerUrl, 0, CLIENTS);
}

/** The clerks of the desks from `first` to before `end`; when there are more desks than sites, a site has several. */
export async function addClerks(ownerUrl: string, first: number, end: number): Promise<void> {
  const numbers = Array.from({ length: end - first }, (_, n) => first + n);
  await seedAccounts(
    ownerUrl,
    numbers.map((n) => ({ email: clerkOf(n), role: 'site-clerk', site: n })),
  );
}

async function seedAccounts(
  ownerUrl: string,
  wanted: readonly { email: string; role: string; site: number | null }[],
): Promise<void> {
  const database = await Database.connect(ownerUrl);
  const { facade } = identityOn(database);
  const passwordHash = await facade.hashPassword(PASSWORD);
  const sites = await database.read.query<{ id: string }>('SELECT id FROM site ORDER BY id');
  await database.transaction(async (tx) => {
    for (const { email, role, site } of wanted) {
      const siteId = site === null ? null : sites[site % sites.length].id;
      await facade.seedAccount(tx, { email, displayName: email, passwordHash, grants: [{ role, siteId }] });
    }
  });
  await database.close();
}
