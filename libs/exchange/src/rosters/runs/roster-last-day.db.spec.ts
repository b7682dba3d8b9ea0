import { addDays } from '@app/kernel';
import {
  aStudent,
  bring,
  csv,
  hasDevice,
  oneRoster,
  rostersForEach,
  rowsOf,
  sqlOf,
  students,
} from '../rosters.test-support.js';

const given = rostersForEach();
const sql = sqlOf(given);
let today: string;
beforeEach(async () => {
  today = (await sql('SELECT directory_day(clock_timestamp())::text AS d'))[0].d as string;
  await bring(given, oneRoster(students(0, 40)));
});
const ago = (days: number): string => addDays(today, -days);

const HEAD =
  'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate';
/** `id begin end` of the first student's enrolments, each deleted or closed. */
const enrollments = (...lines: [id: string, begin: string, end: string, status?: string][]): string =>
  csv(
    HEAD,
    ...lines.map(
      ([id, begin, end, status = 'tobedeleted']) =>
        `${id},${status},2027-08-10T09:00:00.000Z,c-1,org-hs,stu-1,student,,${begin},${end}`,
    ),
  );
const withEnrollments = (
  files: Record<string, string>,
  ...lines: Parameters<typeof enrollments>
): Record<string, string> => ({
  ...files,
  'manifest.csv': `${files['manifest.csv']}file.enrollments,delta\n`,
  'enrollments.csv': enrollments(...lines),
});
const deleted = (...lines: Parameters<typeof enrollments>): Record<string, string> => {
  const files = oneRoster([aStudent(1)], 'tobedeleted');
  return lines.length === 0 ? files : withEnrollments(files, ...lines);
};
const leftOn = async (files: Record<string, string>) => {
  const [row] = (await rowsOf(given, await bring(given, files))).filter(({ outcome }) => outcome === 'withdraw');
  const [{ day }] = await sql(`SELECT withdrawn_on::text AS day FROM person WHERE number = '70001'`);
  return {
    day,
    said: row.changes.find(({ field }) => field === 'withdrawnOn')?.to,
    why: row.problems.map(({ code }) => code),
  };
};
const on = (day: string, why: string) => ({ day, said: day, why: [why] });

it('who is deleted left on the day before their last enrolment ends, and is due then', async () => {
  await hasDevice(given, '70001', 20);
  expect(await leftOn(deleted(['e-1', ago(90), ago(30)], ['e-2', ago(90), ago(5), 'active']))).toEqual(
    on(ago(6), 'left-as-enrolled'),
  );
  await sql(`SELECT circulation_open_clearance(id, current_date + 30) FROM person WHERE number = '70001'`);
  expect(await sql('SELECT due_on::text AS day FROM clearance')).toEqual([{ day: ago(6) }]);
});

it('an end of tomorrow is a last day of today', async () => {
  expect(await leftOn(deleted(['e-1', '', addDays(today, 1)]))).toEqual(on(today, 'left-as-enrolled'));
});

it.each([
  ['nothing of enrolments', () => []],
  [
    'the end of the term',
    () => [
      ['e-1', ago(90), ago(5)],
      ['e-2', ago(90), addDays(today, 100)],
    ],
  ],
  [
    'one that has no end',
    () => [
      ['e-1', ago(90), ago(5)],
      ['e-2', ago(90), ''],
    ],
  ],
  ['one that never began', () => [['e-1', ago(5), ago(5)]]],
] as [string, () => Parameters<typeof enrollments>][])(
  'a package with %s: the day of the run',
  async (_what, lines) => {
    expect(await leftOn(deleted(...lines()))).toEqual(on(today, 'left-on-run'));
  },
);

it('a day before their last loan, or of long ago, cannot be', async () => {
  await hasDevice(given, '70001', 3);
  expect(await leftOn(deleted(['e-1', '', ago(5)]))).toEqual(on(today, 'left-not-then'));
  await bring(given, oneRoster([aStudent(1)], 'active'));
  expect(await leftOn(deleted(['e-1', '', ago(70)]))).toEqual(on(today, 'left-not-then'));
});

it('enrolments that an earlier package closed count when this one has none, by their ids alone as well', async () => {
  await bring(given, withEnrollments(oneRoster([aStudent(2)], 'active'), ['e-1', ago(90), ago(2), 'active']));
  expect(await leftOn(deleted())).toEqual(on(ago(3), 'left-as-enrolled'));
});

it('enrolments deleted by their ids alone end as they were said to', async () => {
  await bring(given, withEnrollments(oneRoster([aStudent(2)], 'active'), ['e-1', ago(90), ago(2), 'active']));
  const files = deleted(['e-1', '', '']);
  const bare = { ...files, 'enrollments.csv': csv(HEAD, 'e-1,tobedeleted,2027-08-10T09:00:00.000Z,,,,,,,') };
  expect(await leftOn(bare)).toEqual(on(ago(3), 'left-as-enrolled'));
});

it('to who answers about somebody missing the day is offered', async () => {
  await bring(given, withEnrollments(oneRoster([aStudent(2)], 'active'), ['e-1', ago(90), ago(2), 'active']));
  await bring(given, oneRoster([aStudent(0), ...students(2, 40)]));
  expect(
    await sql(
      `SELECT q.left_on::text AS day FROM roster_question q JOIN person p ON p.id = q.person_id WHERE p.number = '70001'`,
    ),
  ).toEqual([{ day: ago(3) }]);
});
