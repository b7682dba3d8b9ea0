import type { Database, Settings, Tx } from '../../libs/platform/src/index.js';
import { SecretBox } from '../../libs/platform/src/index.js';
import { loadAccessories, loadAccessoryTypes } from './accessories.js';
import { sampleAccounts } from './actors.js';
import { closedRanges, presentYear, yearOf } from './calendar.js';
import { loadCarts } from './carts.js';
import { sampleFleet } from './devices.js';
import { loadLabels } from './labels.js';
import { loadAccounts } from './load-accounts.js';
import type { SampleSignIn } from './load-accounts.js';
import { loadCatalogue, loadDevices } from './load-devices.js';
import { loadPeopleFlows } from './people-flows.js';
import { formerStudents, sampleRooms, sampleStaff, sampleStudents } from './people.js';
import type { SamplePerson, SampleRoom } from './people.js';
import { loadPrivacy } from './privacy.js';
import { Random, sampleId } from './random.js';
import { loadRosterRuns } from './roster-runs.js';
import { loadRosters } from './rosters.js';
import { loadSignIn } from './sign-in.js';
import { DISTRICT, GRADES, SAMPLE_SITES } from './sites.js';

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
  await db.transaction((tx) => loadRosters(tx, settings, today), slow);
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
