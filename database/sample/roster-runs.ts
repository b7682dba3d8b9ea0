import { RosterImporter, type RosterPackage, type RosterRun } from '../../libs/exchange/src/index.js';
import { type Database, Viewer } from '../../libs/platform/src/index.js';
import { accountId } from './actors.js';
import type { SamplePerson } from './people.js';
import { GRADES } from './sites.js';

/** Two schools of the south send their own files, and somebody looks at each before it runs. */
const SCHOOLS = ['EMK', 'FTM'] as const;
const SOURCE = { code: 'south-zone', name: 'South Zone SIS' };
const LINE_OF: Record<string, string> = { EMK: 'org-emk', FTM: 'org-ftm' };
const [MISSING, MOVED, NEW_HOMEROOMS] = [8, 5, 12];

interface Line {
  id: string;
  org: string;
  given: string;
  family: string;
  number: string;
  grade: string;
  homeroom: string;
}

const lineOf = ({ number, site, givenName, familyName, grade, homeroom }: SamplePerson): Line => ({
  id: `sz-${number}`,
  org: LINE_OF[site.code],
  given: givenName,
  family: familyName,
  number,
  grade: grade === null ? '' : GRADES[grade],
  homeroom: homeroom ?? '',
});

const newcomer = (n: number, given: string, family: string): Line => ({
  ...{ id: `sz-new-${n}`, org: 'org-ftm', given, family, number: String(2_090_000 + n), grade: '7', homeroom: '7-01' },
});

const classOf = ({ org, homeroom }: Line): string => `${org}-${homeroom}`;
const table = (header: string, lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;
const cell = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A bulk package of OneRoster 1.1. */
function packageOf(name: string, lines: readonly Line[]): RosterPackage {
  const rooms = new Map(lines.filter(({ homeroom }) => homeroom !== '').map((line) => [classOf(line), line] as const));
  const files = {
    manifest: table('propertyName,value', [
      'manifest.version,1.0',
      'oneroster.version,1.1',
      'source.systemName,South Zone SIS',
      ...['orgs', 'users', 'classes', 'enrollments'].map((file) => `file.${file},bulk`),
      'file.courses,absent',
    ]),
    orgs: table('sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', [
      'org-sz,,,South Zone,district,,',
      'org-emk,,,Eagle Meadow Charter,school,EMK,org-sz',
      'org-ftm,,,Foxtail Middle,school,FTM,org-sz',
      'org-hva,,,Harbor Virtual Academy,school,HVA,org-sz',
    ]),
    users: table(
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,grades',
      lines.map(
        ({ id, org, given, family, number, grade }) =>
          `${id},,,true,${org},student,${number},${cell(given)},${cell(family)},${number},${grade}`,
      ),
    ),
    classes: table(
      'sourcedId,status,dateLastModified,title,classType,schoolSourcedId',
      [...rooms].map(([id, { homeroom, org }]) => `${id},,,${cell(homeroom)},homeroom,${org}`),
    ),
    enrollments: table(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary',
      lines
        .filter(({ homeroom }) => homeroom !== '')
        .map((line) => `e-${line.id},,,${classOf(line)},${line.org},${line.id},student,true`),
    ),
  };
  return {
    name,
    tables: Object.keys(files),
    async *open(file) {
      yield await Promise.resolve(Buffer.from(files[file as keyof typeof files]));
    },
    close: () => undefined,
  };
}

/** The file of the second night: some are gone from it, some are at the other school, some are new. */
function changed(lines: readonly Line[]): Line[] {
  const step = Math.floor(lines.length / (MISSING + MOVED + NEW_HOMEROOMS));
  const place = (n: number): number => n * step;
  const gone = new Set(Array.from({ length: MISSING }, (_, n) => place(n)));
  const older = lines.flatMap(({ grade, org }, index) =>
    ['6', '7', '8'].includes(grade) && !gone.has(index) ? [{ index, org }] : [],
  );
  const from = (org: string, count: number): number[] =>
    older
      .filter((one) => one.org === org)
      .slice(3, 3 + count)
      .map(({ index }) => index);
  const movers = new Set([...from('org-emk', 3), ...from('org-ftm', MOVED - 3)]);
  const roomed = new Set(Array.from({ length: NEW_HOMEROOMS }, (_, n) => place(MISSING + n)));
  const rest = lines.flatMap((line, index) => {
    if (gone.has(index)) return [];
    if (movers.has(index)) return [{ ...line, org: line.org === 'org-emk' ? 'org-ftm' : 'org-emk' }];
    return [roomed.has(index) ? { ...line, homeroom: `${line.grade}-09` } : line];
  });
  const strange = [
    { ...newcomer(3, 'Wren', 'Adair'), org: 'org-hva' },
    { ...newcomer(4, 'Noor', 'Haddad'), number: '' },
  ];
  return [...rest, newcomer(1, 'Ilse', 'Vandermeer'), newcomer(2, 'Tomás', 'Quispe'), ...strange];
}

/** Their students are not in the files of the district, or nobody would be missing. */
const APART = `DELETE FROM roster_member m USING person p, site s
  WHERE p.id = m.person_id AND p.kind = 'student' AND s.id = p.primary_site_id AND s.code = ANY ($1::text[])`;

/** When the runs were, in days before today; the last one is of this morning, or of just now where that is still to come. */
const BACKDATE = `
  WITH runs AS (
    SELECT id, $1::date - days::int AS day,
      least(($1::date - days::int)::timestamp AT TIME ZONE 'America/Los_Angeles' + interval '6 hours 40 minutes', now() - interval '2 minutes') AS at
    FROM unnest($2::uuid[], $3::int[]) AS r(id, days)
  ), asked AS (
    UPDATE roster_question q SET asked_at = runs.at FROM runs WHERE q.run_id = runs.id
  ), moved AS (
    UPDATE roster_move m SET moved_on = runs.day FROM runs WHERE m.run_id = runs.id
  )
  UPDATE roster_run r SET created_at = runs.at, finished_at = CASE WHEN r.finished_at IS NOT NULL THEN runs.at + interval '70 seconds' END
  FROM runs WHERE r.id = runs.id`;

/**
 * Three files of a source of its own, through the engine as the page would: the first finds who is here, the second asks
 * about eight students and moves five, the third is of one school only and waits for an approval. `today`: `YYYY-MM-DD`.
 */
export async function loadRosterRuns(
  db: Database,
  dataDir: string,
  students: readonly SamplePerson[],
  today: string,
): Promise<void> {
  const importer = new RosterImporter(db, { DATA_DIR: dataDir });
  const viewer = new Viewer(accountId('admin'), 'Avery Admin', new Map());
  await db.transaction((tx) => tx.execute(APART, [[...SCHOOLS]]));
  const { id } = await importer.sources.create(viewer, SOURCE);
  const lines = students.filter(({ site }) => SCHOOLS.some((code) => code === site.code)).map(lineOf);
  const bring = async (name: string, some: readonly Line[]): Promise<RosterRun> => {
    const run = await importer.check(viewer, id, packageOf(name, some));
    return run.state === 'checked' ? importer.run(viewer, run.id) : run;
  };
  const runs = [
    await bring('south-zone-monday.zip', lines),
    await bring('south-zone-thursday.zip', changed(lines)),
    await bring(
      'south-zone-friday.zip',
      changed(lines).filter(({ org }) => org !== 'org-ftm'),
    ),
  ];
  const states = runs.map(({ state }) => state).join(', ');
  if (states !== 'done, done, stopped') throw new Error(`The rosters of the sample came to ${states}`);
  await db.transaction((tx) => tx.execute(BACKDATE, [today, runs.map((run) => run.id), [6, 1, 0]]));
}
