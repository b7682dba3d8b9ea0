import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Database, Settings, Tx } from '../../libs/platform/src/index.js';
import { SecretBox } from '../../libs/platform/src/index.js';
import type { SampleAccount } from './actors.js';
import { accountId, actorOf, sampleAccounts, sitesWithDesk, stationId } from './actors.js';
import { closedRanges, presentYear, yearOf } from './calendar.js';
import { sampleFleet } from './devices.js';
import type { SampleDevice } from './fleet.js';
import { loadMissingCases } from './missing.js';
import { SAMPLE_MODELS } from './models.js';
import { loadRosterRuns } from './roster-runs.js';
import type { SamplePerson, SampleRoom } from './people.js';
import { loadAccessories, loadAccessoryTypes } from './accessories.js';
import { loadCarts } from './carts.js';
import { loadLabels } from './labels.js';
import { loadPrivacy } from './privacy.js';
import { loadPeopleFlows } from './people-flows.js';
import { loadRosters } from './rosters.js';
import { formerStudents, sampleRooms, sampleStaff, sampleStudents } from './people.js';
import { Random, sampleId } from './random.js';
import { loadSignIn } from './sign-in.js';
import { DISTRICT, GRADES, SAMPLE_SITES } from './sites.js';

export interface SampleSignIn {
  email: string;
  password: string;
  role: string;
  where: string;
}

export interface SampleReport {
  sites: number;
  students: number;
  staff: number;
  devices: number;
  events: number;
  signIns: SampleSignIn[];
}

const CHUNK = 4000;
const STATEMENT_MS = 120_000;

async function inChunks<T>(rows: readonly T[], write: (json: string) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += CHUNK) await write(JSON.stringify(rows.slice(i, i + CHUNK)));
}

async function loadDistrict(tx: Tx, today: string): Promise<void> {
  const present = presentYear(today);
  await tx.execute(`INSERT INTO district (name, time_zone, fiscal_year_start_month, profile) VALUES ($1, $2, $3, $4)`, [
    DISTRICT.name,
    DISTRICT.timeZone,
    DISTRICT.fiscalYearStartMonth,
    DISTRICT.profile,
  ]);
  const sites = SAMPLE_SITES.map((site) => ({
    ...site,
    id: sampleId(`site ${site.code}`),
    lowGrade: grade(site.low),
    highGrade: grade(site.high),
  }));
  await tx.execute(
    `INSERT INTO site (id, code, name, kind, zone, low_grade, high_grade)
     SELECT id, code, name, kind, zone, "lowGrade", "highGrade"
       FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, code text, name text, kind text, zone text, "lowGrade" text, "highGrade" text)`,
    [JSON.stringify(sites)],
  );
  const years = [-2, -1, 0, 1].map((ahead) => yearOf(present.start + ahead));
  await tx.execute(
    `INSERT INTO school_year (id, label, starts_on, ends_on)
     SELECT id, label, "startsOn", "endsOn" FROM jsonb_to_recordset($1::jsonb) AS y (id uuid, label text, "startsOn" date, "endsOn" date)`,
    [JSON.stringify(years.map((year) => ({ ...year, id: sampleId(`year ${year.start}`) })))],
  );
  for (const [first, last, label] of years.flatMap(closedRanges)) {
    await tx.execute(
      `INSERT INTO calendar_day (site_id, on_day, kind, label) SELECT NULL, d::date, 'closed', $3 FROM generate_series($1::date, $2::date, interval '1 day') d`,
      [first, last, label],
    );
  }
  await tx.execute(
    `INSERT INTO program (site_id, grade, school_year_id, kind, limit_one_to_one)
     SELECT s.id, g.grade, $1, CASE WHEN s.kind = 'elementary' THEN 'cart' ELSE 'take-home' END, CASE WHEN s.kind = 'elementary' THEN 0 ELSE 1 END
       FROM site s JOIN unnest($2::text[]) WITH ORDINALITY AS g (grade, n)
         ON g.n BETWEEN array_position($2::text[], s.low_grade) AND array_position($2::text[], s.high_grade)`,
    [sampleId(`year ${present.start}`), [...GRADES]],
  );
}

/** The labels say `MA-000001`; people say and type less of it. */
const loadCodeRules = (tx: Tx): Promise<unknown> =>
  tx.execute(
    `INSERT INTO code_rule (site_id, place, pattern, replacement, digits, example, enabled)
     VALUES (NULL, 3, '^(?:MA-?)?0*([0-9]{1,6})$', 'MA-\\1', 6, 'MA-1', true)`,
  );

const grade = (index: number | null): string | null => (index === null ? null : GRADES[index]);

async function loadRooms(tx: Tx, rooms: readonly SampleRoom[]): Promise<void> {
  await inChunks(
    rooms.map(({ id, site, code, name, capacity }) => ({
      id,
      siteId: sampleId(`site ${site.code}`),
      code,
      name,
      capacity,
    })),
    (json) =>
      tx.execute(
        `INSERT INTO room (id, site_id, code, name, capacity) SELECT id, "siteId", code, name, capacity
           FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "siteId" uuid, code text, name text, capacity int)`,
        [json],
      ),
  );
}

async function loadPeople(tx: Tx, people: readonly SamplePerson[]): Promise<void> {
  const rows = people.map((person) => ({
    ...person,
    grade: grade(person.grade),
    siteId: sampleId(`site ${person.site.code}`),
    siteIds: [person.site, ...person.otherSites].map((site) => sampleId(`site ${site.code}`)),
  }));
  await inChunks(rows, async (json) => {
    await tx.execute(
      `INSERT INTO person (id, kind, number, given_name, family_name, grade, homeroom, language, email, state, withdrawn_on, primary_site_id)
       SELECT id, kind, number, "givenName", "familyName", grade, homeroom, language, email,
              CASE WHEN "withdrawnOn" IS NULL THEN 'active' ELSE 'withdrawn' END, "withdrawnOn", "siteId"
         FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, kind text, number text, "givenName" text, "familyName" text, grade text, homeroom text,
              language text, email text, "withdrawnOn" date, "siteId" uuid)`,
      [json],
    );
    await tx.execute(
      `INSERT INTO person_site (person_id, site_id) SELECT p.id, s::uuid
         FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, "siteIds" jsonb), jsonb_array_elements_text(p."siteIds") s`,
      [json],
    );
    await tx.execute(
      `INSERT INTO guardian (person_id, name, relation, email, phone, language)
       SELECT p.id, p.guardian ->> 'name', p.guardian ->> 'relation', p.guardian ->> 'email', p.guardian ->> 'phone', p.language
         FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, language text, guardian jsonb) WHERE jsonb_typeof(p.guardian) = 'object'`,
      [json],
    );
  });
}

const FUNDING: [string, string, string, string][] = [
  ['general', '0000', 'General fund', 'local'],
  ['lcap', '0001', 'LCAP supplemental', 'state'],
  ['title-i', '3010', 'Title I, Part A', 'federal'],
  ['ecf', 'ECF', 'Emergency Connectivity Fund', 'ecf'],
  ['measure-j', '21-MJ', 'Measure J bond', 'bond'],
];

async function loadCatalogue(tx: Tx): Promise<void> {
  await tx.execute(
    `INSERT INTO model (id, maker, name, device_class, support_ends_on, support_source, cycle_years, unit_cost_cents, support_tier, standard)
     SELECT id, maker, name, "deviceClass", "supportEndsOn", CASE WHEN "supportEndsOn" IS NULL THEN NULL ELSE 'maker list 2025-12' END, "cycleYears",
            "unitCostCents", CASE WHEN standard THEN 'full' ELSE 'limited' END, standard
       FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, maker text, name text, "deviceClass" text, "supportEndsOn" date, "cycleYears" int, "unitCostCents" bigint, standard boolean)`,
    [JSON.stringify(SAMPLE_MODELS.map((model) => ({ ...model, id: sampleId(`model ${model.key}`) })))],
  );
  for (const [key, code, name, kind] of FUNDING) {
    await tx.execute('INSERT INTO funding_source (id, code, name, kind) VALUES ($1, $2, $3, $4)', [
      sampleId(`fund ${key}`),
      code,
      name,
      kind,
    ]);
    await tx.execute('INSERT INTO funding_split (id, fingerprint) VALUES ($1, $2)', [
      sampleId(`split ${key}`),
      `${code}:10000`,
    ]);
    await tx.execute(
      'INSERT INTO funding_split_line (split_id, funding_source_id, basis_points) VALUES ($1, $2, 10000)',
      [sampleId(`split ${key}`), sampleId(`fund ${key}`)],
    );
  }
}

/** The devices of one chunk: rows, then their events in order, then the loans and missing cases that hang on the events. */
async function loadDevices(tx: Tx, today: string, devices: readonly SampleDevice[]): Promise<void> {
  await tx.execute(
    `INSERT INTO device (id, model_id, purchase_order, vendor, purchased_on, received_on, in_service_on, cost_cents, funding_split_id, warranty_ends_on, loaner_pool)
     SELECT id, "modelId", "purchaseOrder", 'Campus Technology Supply', "purchasedOn", "receivedOn", "receivedOn" + 14, "costCents", "splitId", "warrantyEndsOn", "loanerPool"
       FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, "modelId" uuid, "purchaseOrder" text, "purchasedOn" date, "receivedOn" date, "costCents" bigint, "splitId" uuid,
            "warrantyEndsOn" date, "loanerPool" boolean)`,
    [
      JSON.stringify(
        devices.map(({ events: _events, loans: _loans, ...device }) => ({
          ...device,
          modelId: sampleId(`model ${device.model.key}`),
          splitId: sampleId(`split ${device.funding}`),
        })),
      ),
    ],
  );
  const events = devices.flatMap(({ id, events: list }) =>
    list.map((event, n) => ({ ...event, ...actorOf(event), id, n, siteId: sampleId(`site ${event.siteCode}`) })),
  );
  await tx.execute(
    `INSERT INTO device_event (device_id, type, occurred_at, account_id, station_id, site_id, source, after, evidence)
     SELECT id, type, at, "accountId", "stationId", "siteId", source, after, coalesce(evidence, '{}')
       FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, n int, type text, at timestamptz, "accountId" uuid, "stationId" uuid, "siteId" uuid,
            source text, after jsonb, evidence jsonb) ORDER BY id, n`,
    [JSON.stringify(events)],
  );
  const loans = devices.flatMap(({ id, loans: list }) => list.map((loan) => ({ ...loan, id })));
  await tx.execute(
    `INSERT INTO loan (device_id, person_id, room_id, cart_id, borrower_name, type, site_id, loaned_at, due_on, returned_at, closed_as, opened_seq, closed_seq,
            opened_by, opened_station_id, closed_by, closed_station_id)
     SELECT l.id, l."personId", l."roomId", l."cartId", coalesce(p.given_name || ' ' || p.family_name, r.name, k.name), l.type, o.site_id, o.occurred_at, l."dueOn",
            c.occurred_at, CASE WHEN c.seq IS NOT NULL THEN 'returned' END, o.seq, c.seq, o.account_id, o.station_id, c.account_id, c.station_id
       FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, "personId" uuid, "roomId" uuid, "cartId" uuid, type text, "dueOn" date, opened int, closed int)
       JOIN device_event o ON o.device_id = l.id AND o.seq = l.opened
       LEFT JOIN device_event c ON c.device_id = l.id AND c.seq = l.closed
       LEFT JOIN person p ON p.id = l."personId" LEFT JOIN room r ON r.id = l."roomId"
       LEFT JOIN cart k ON k.id = l."cartId"`,
    [JSON.stringify(loans)],
  );
  const reported = devices.filter(({ events: list }) => list.some(({ type }) => type === 'reported-missing'));
  await loadMissingCases(
    tx,
    today,
    reported.map(({ id }) => id),
  );
  await loadSightings(
    tx,
    today,
    devices.map(({ id }) => id),
  );
}

/** In the autumn most of the Chromebooks that are out were looked up in class, one school after the other; one in fifty was not there. */
async function loadSightings(tx: Tx, today: string, ids: readonly string[]): Promise<void> {
  await tx.execute(
    `INSERT INTO device_sighting (device_id, seen_at, site_id, source)
     SELECT d.id, $1::date - (1 + abs(hashtext(d.location_site_id::text)) % 40) * interval '1 day' + (8 * 60 + abs(hashtext(d.id::text)) % 420) * interval '1 minute', d.location_site_id, 'scan'
       FROM device d JOIN model m ON m.id = d.model_id
      WHERE d.state = 'deployed' AND m.device_class = 'chromebook' AND abs(hashtext(d.id::text)) % 50 > 0 AND d.id = ANY ($2::uuid[])`,
    [today, ids],
  );
}

async function loadAccounts(tx: Tx, accounts: readonly SampleAccount[]): Promise<SampleSignIn[]> {
  // One password for all, made afresh for each sample: nobody can know it from the source.
  const password = `sample-${randomBytes(9).toString('base64url').toLowerCase()}-district`;
  const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const signIns: SampleSignIn[] = [];
  // Whoever tries the sample has one browser and many parts to play; a real district keeps what the roles bring along.
  await tx.execute('UPDATE role SET second_factor = false');
  // What the next roster would give its staff.
  await tx.execute(
    `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'roster', v.word, r.id, 'own-sites'
     FROM (VALUES ('administrator', 'site-admin'), ('teacher', 'til')) AS v (word, role) JOIN role r ON r.code = v.role`,
  );
  for (const { name, displayName, role, site, signIn } of accounts) {
    const email = `${name.toLowerCase()}@mountalder.example`;
    await tx.execute('INSERT INTO account (id, email, display_name, password_hash) VALUES ($1, $2, $3, $4)', [
      accountId(name),
      email,
      displayName,
      signIn ? passwordHash : null,
    ]);
    await tx.execute(
      'INSERT INTO role_grant (account_id, role_id, site_id) SELECT $1, id, $3 FROM role WHERE code = $2',
      [accountId(name), role, site ? sampleId(`site ${site}`) : null],
    );
    const where = site ? SAMPLE_SITES.find(({ code }) => code === site)!.name : 'whole district';
    if (signIn) signIns.push({ email, password, role, where });
  }
  for (const site of sitesWithDesk)
    await tx.execute(`INSERT INTO station (id, site_id, name) VALUES ($1, $2, 'Desk 1')`, [
      stationId(site),
      sampleId(`site ${site.code}`),
    ]);
  return signIns;
}

/**
 * Fills an empty, migrated database with the sample district. Deterministic for a school year, but for the password
 * of its accounts. `today`: `YYYY-MM-DD`; `settings`: of the installation that serves it;
 * `analyze`: once people and devices are there, since Postgres plans what follows wrongly without figures of them; and last, for
 * the first pages, which come before it looks by itself.
 */
export async function loadSample(
  db: Database,
  today: string,
  settings: Settings,
  analyze: () => Promise<void>,
): Promise<SampleReport> {
  const random = new Random(29_201);
  const present = presentYear(today);
  const students = sampleStudents(random);
  const former = formerStudents(random, students.length, [
    yearOf(present.start - 2).endsOn,
    yearOf(present.start - 1).endsOn,
  ]);
  const staff = sampleStaff(random);
  // Of earlier years a twelfth, with no device on record: their own dice, so that all others stay who they are.
  const long = formerStudents(new Random(4_077), students.length + former.length, [
    yearOf(present.start - 6).endsOn,
    yearOf(present.start - 5).endsOn,
  ]).filter((_, n) => n % 12 === 0);
  const rooms = sampleRooms();
  const devices = sampleFleet({ today, present, students, former, staff, rooms });
  const slow = { statementTimeoutMs: STATEMENT_MS };
  await db.transaction(async (tx) => {
    await loadDistrict(tx, today);
    await loadRooms(tx, rooms);
    await loadCodeRules(tx);
    await loadCatalogue(tx);
    await loadAccessoryTypes(tx);
    await loadPeople(tx, [...students, ...former, ...long, ...staff]);
    await loadCarts(tx, rooms, staff, `${present.start}-08-01`);
  }, slow);
  const signIns = await db.transaction((tx) => loadAccounts(tx, sampleAccounts(staff)), slow);
  const rest = devices.slice();
  const load = async (): Promise<void> => {
    while (rest.length > 0) {
      const chunk = rest.splice(0, CHUNK);
      await db.transaction((tx) => loadDevices(tx, today, chunk), slow);
    }
  };
  // Devices do not know of each other, and Postgres has a core for each of the two.
  await Promise.all([load(), load()]);
  await analyze();
  await db.transaction((tx) => loadAccessories(tx, present.startsOn), slow);
  await db.transaction((tx) => loadPeopleFlows(tx, today), slow);
  await db.transaction((tx) => loadLabels(tx, today), slow);
  await db.transaction((tx) => loadRosters(tx, today), slow);
  await db.transaction((tx) => loadPrivacy(tx, today), slow);
  await db.transaction((tx) => loadSignIn(tx, new SecretBox(settings)));
  await loadRosterRuns(db, settings.DATA_DIR, students, today);
  await analyze();
  // Last: a sample that was interrupted is not one.
  await db.transaction((tx) => tx.execute('UPDATE district SET sample = true', []));
  return {
    sites: SAMPLE_SITES.length,
    students: students.length,
    staff: staff.length,
    devices: devices.length,
    events: devices.reduce((sum, device) => sum + device.events.length, 0),
    signIns,
  };
}
