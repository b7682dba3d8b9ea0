import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Given as DistrictGiven } from '../../../../test/support/given.js';
import { tableName } from './files/dialect.rules.js';
import { RosterImporter } from './runs/roster-importer.js';
import type { RosterPackage } from './files/roster-package.js';
import type { RosterRow } from './runs/roster-rows.service.js';
import type { RosterRun } from './runs/roster-run.js';

Logger.overrideLogger(false);

/** A district with two schools and a closed one, a source of rosters, and its data folder. */
export interface Given {
  test: TestDatabase;
  importer: RosterImporter;
  viewer: Viewer;
  sourceId: string;
  folder: string;
  close(): Promise<void>;
}

export async function givenRosters(): Promise<Given> {
  const test = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'cubby-roster-'));
  await test.asSuperuser(`INSERT INTO district (name, time_zone) VALUES ('Orchard Unified', 'America/Los_Angeles')`);
  await test.asSuperuser(`INSERT INTO site (code, name, kind, active) VALUES
    ('005', 'Laurel High', 'high', true), ('WMS', 'Willow Middle', 'middle', true), ('OLD', 'Old Annex', 'office', false)`);
  await test.asSuperuser(
    `INSERT INTO school_year (label, starts_on, ends_on) VALUES ('now', current_date - 100, current_date + 150)`,
  );
  const [account] = await test.asSuperuser(
    `INSERT INTO account (email, display_name) VALUES ('ada@example.org', 'Ada') RETURNING id`,
  );
  const [source] = await test.asSuperuser(
    `INSERT INTO roster_source (code, name) VALUES ('sis', 'Our SIS') RETURNING id`,
  );
  return {
    test,
    importer: new RosterImporter(test.database, { DATA_DIR: folder }),
    viewer: new Viewer(
      account.id as string,
      'Ada',
      new Map([
        ['roster:run', 'all' as const],
        ['roster:approve', 'all' as const],
        ['person:edit', 'all' as const],
        ['person:read', 'all' as const],
      ]),
    ),
    sourceId: source.id as string,
    folder,
    close: async () => {
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new one before each test of the file. */
export function rostersForEach(): Given {
  const given = {} as Given;
  beforeEach(async () => void Object.assign(given, await givenRosters()));
  afterEach(() => given.close());
  return given;
}

export const sqlOf =
  (given: Given) =>
  (text: string): Promise<Record<string, unknown>[]> =>
    given.test.asSuperuser(text);

/** The student of a number has a device of Laurel High, since so many days. */
export async function hasDevice({ test }: Given, number: string, days = 0): Promise<void> {
  const district = new DistrictGiven(test.database);
  const [site] = await test.asSuperuser(`SELECT id FROM site WHERE code = '005'`);
  const device = await district.device(site.id as string, { tag: 'CB-1' });
  const [person] = await test.asSuperuser('SELECT id FROM person WHERE number = $1', [number]);
  const held = { state: 'deployed', custody: 'student', holder_person_id: person.id };
  await district.deviceEvent(device.id, 'checked-out', held);
  await test.asSuperuser(
    `INSERT INTO loan (device_id, person_id, borrower_name, type, site_id, loaned_at, opened_seq)
     SELECT d.id, p.id, p.given_name || ' ' || p.family_name, 'one-to-one', d.home_site_id, now() - $2 * interval '1 day', 2
     FROM device d JOIN person p ON p.id = d.holder_person_id WHERE d.id = $1`,
    [device.id, days],
  );
}

/** Lines of a file. */
export const csv = (...lines: string[]): string => `${lines.join('\n')}\n`;

/** Files by their names, as a package. */
export function packageOf(files: Readonly<Record<string, string | Buffer>>, name = 'roster.zip'): RosterPackage {
  const tables = new Map(Object.entries(files).map(([file, text]) => [tableName(file)!, Buffer.from(text as string)]));
  return {
    name,
    tables: [...tables.keys()],
    async *open(table) {
      yield await Promise.resolve(tables.get(table)!);
    },
    close: () => undefined,
  };
}

export const check = (
  { importer, viewer, sourceId }: Given,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<RosterRun> => importer.check(viewer, sourceId, packageOf(files));

/** Through dry run and run. */
export async function bring(given: Given, files: Readonly<Record<string, string | Buffer>>): Promise<RosterRun> {
  const run = await check(given, files);
  if (run.state !== 'checked') throw new Error(`${run.state}: ${JSON.stringify(run.failure ?? run.guard)}`);
  const done = await given.importer.run(given.viewer, run.id);
  if (done.state !== 'done') throw new Error(`${done.state}: ${JSON.stringify(done.failure ?? done.guard)}`);
  return done;
}

/** Created, changed, unchanged, withdrawn, asked, refused. */
export const numbersOf = (run: RosterRun): number[] => {
  const counts = run.result ?? run.predicted!;
  return [counts.create, counts.change, counts.unchanged, counts.withdraw, counts.ask, counts.refuse];
};

export const rowsOf = async ({ importer }: Given, run: RosterRun): Promise<RosterRow[]> =>
  (await importer.listRows(run.id, { limit: 200 })).items;

export interface KnownPerson {
  number: string;
  name: string;
  kind: string;
  grade: string | null;
  homeroom: string | null;
  site: string | null;
  sites: string[];
  state: string;
}

/** Everybody, by number. */
export const peopleOf = async ({ test }: Given): Promise<KnownPerson[]> =>
  (await test.asSuperuser(`SELECT p.number, p.given_name || ' ' || p.family_name AS name, p.kind, p.grade, p.homeroom, s.code AS site, p.state,
      ARRAY(SELECT o.code FROM person_site ps JOIN site o ON o.id = ps.site_id WHERE ps.person_id = p.id ORDER BY o.code) AS sites
    FROM person p LEFT JOIN site s ON s.id = p.primary_site_id ORDER BY p.number COLLATE "C"`)) as unknown as KnownPerson[];

export interface Student {
  id: string;
  number: string;
  name: [string, string];
  org: string;
  grade?: string;
}

export const aStudent = (n: number, more: Partial<Student> = {}): Student => ({
  id: `stu-${n}`,
  number: String(70_000 + n),
  name: ['Maya', `Rivera${n}`],
  org: 'org-hs',
  grade: '09',
  ...more,
});

/** Students `from` to `to`, without the last. */
export const students = (from: number, to: number): Student[] =>
  Array.from({ length: to - from }, (_, n) => aStudent(from + n));

/** The heads of users of OneRoster 1.1. */
export const USERS =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';

/** A bulk package of OneRoster 1.1 with these students; a delta when `changes` says what becomes of each. */
export function oneRoster(named: readonly Student[], changes?: 'active' | 'tobedeleted'): Record<string, string> {
  const status = changes ? `${changes},2027-08-10T09:00:00.000Z` : ',';
  const line = ({ id, number, name: [given, family], org, grade }: Student): string =>
    `${id},${status},true,"${org}",student,${id},,${given},${family},,${number},,,,,${grade ?? ''},hunter2`;
  const mode = changes ? 'delta' : 'bulk';
  return {
    'manifest.csv': `propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,${changes ? 'absent' : 'bulk'}\nfile.users,${mode}\n`,
    ...(changes
      ? {}
      : {
          'orgs.csv':
            'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\norg-d,,,Orchard Unified,district,,\norg-hs,,,Laurel High School,school,005,org-d\norg-ms,,,Willow Middle,school,,org-d\n',
        }),
    'users.csv': csv(USERS, ...named.map(line)),
  };
}
