import {
  aStudent,
  bring,
  check,
  csv,
  numbersOf,
  oneRoster,
  peopleOf,
  rostersForEach,
  rowsOf,
  sqlOf,
  students,
} from '../rosters.test-support.js';

const given = rostersForEach();

const sql = sqlOf(given);

describe('a student', () => {
  const asTeachers = (files: Record<string, string>, until: number): Record<string, string> => {
    const [header, ...lines] = files['users.csv'].trim().split('\n');
    const teacher = (line: string, n: number): string =>
      line.replace(',student,', ',teacher,').replace(`,,,,,09,`, `,${n}@school.example,,,,,`);
    return { ...files, 'users.csv': csv(header, ...lines.map((line, n) => (n < until ? teacher(line, n) : line))) };
  };
  const accounts = () => sql(`SELECT email, state FROM account WHERE email LIKE '%@school.example' ORDER BY email`);
  beforeEach(async () => {
    await sql(
      `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'roster', 'teacher', id, 'own-sites' FROM role WHERE code = 'til'`,
    );
  });

  it('is no teacher because a roster says so', async () => {
    await bring(given, oneRoster(students(0, 20)));
    const run = await bring(given, asTeachers(oneRoster(students(0, 20)), 1));
    expect(numbersOf(run)).toEqual([0, 0, 19, 0, 0, 1]);
    expect((await rowsOf(given, run)).find(({ outcome }) => outcome === 'refuse')).toMatchObject({
      label: 'Rivera0, Maya',
      problems: [{ field: 'kind', code: 'student-as-staff' }],
    });
    expect((await peopleOf(given)).map(({ kind }) => kind)).not.toContain('staff');
    expect(await accounts()).toEqual([]);
  });

  it('stops the run when half of them are teachers', async () => {
    await bring(given, oneRoster(students(0, 20)));
    expect(await check(given, asTeachers(oneRoster(students(0, 20)), 10))).toMatchObject({
      state: 'stopped',
      guard: { reason: 'many-students-leaving', before: 20, leaving: 10, turned: 10, number: 10 },
    });
  });

  it('who was taken for a teacher loses the account', async () => {
    await bring(given, asTeachers(oneRoster(students(0, 20)), 1));
    expect(await accounts()).toEqual([{ email: '0@school.example', state: 'active' }]);
    expect(numbersOf(await bring(given, oneRoster(students(0, 20))))).toEqual([0, 1, 19, 0, 0, 0]);
    expect(await accounts()).toEqual([{ email: '0@school.example', state: 'disabled' }]);
  });

  it('whom many staff turn into stops the run', async () => {
    await bring(given, asTeachers(oneRoster(students(0, 20)), 10));
    expect(await check(given, oneRoster(students(0, 20)))).toMatchObject({
      guard: { reason: 'many-staff-leaving', before: 10, leaving: 10 },
    });
  });
});

it('stops when columns changed places, and changes nobody', async () => {
  await bring(given, oneRoster(students(0, 20)));
  const names = await peopleOf(given);
  const swapped = students(0, 20).map((one) => ({
    ...one,
    number: one.name[1].toUpperCase(),
    name: [one.number, one.name[1]] as [string, string],
  }));
  expect(await check(given, oneRoster(swapped))).toMatchObject({
    state: 'stopped',
    guard: { reason: 'many-renumbered', before: 20, leaving: 20, number: 20 },
  });
  expect(await peopleOf(given)).toEqual(names);
});

it('stops when a class goes on to the next school, and is quiet once somebody let it', async () => {
  await bring(given, oneRoster(students(0, 20)));
  const next = oneRoster([...students(0, 17), ...[17, 18, 19].map((n) => aStudent(n, { org: 'org-ms' }))]);
  const run = await check(given, next);
  expect(run).toMatchObject({ state: 'stopped', guard: { reason: 'many-moved', before: 20, leaving: 3, number: 3 } });
  const { jobRunId } = await given.importer.rosters.approve(given.viewer, run.id, { version: run.version, number: 3 });
  expect(await given.importer.work(run.id, jobRunId!)).toMatchObject({ state: 'done', result: { moved: 3 } });
  expect(numbersOf(await bring(given, next))).toEqual([0, 0, 20, 0, 0, 0]);
});

it('counts slices of one day together, and anew once somebody approved', async () => {
  await bring(given, oneRoster(students(0, 50)));
  const slice = (from: number, to: number) => oneRoster(students(from, to), 'tobedeleted');
  await bring(given, slice(0, 4));
  const run = await check(given, slice(4, 7));
  expect(run).toMatchObject({
    state: 'stopped',
    guard: { reason: 'many-students-leaving', before: 46, leaving: 3, lately: 4, number: 3 },
  });
  expect((await peopleOf(given)).filter(({ state }) => state === 'withdrawn')).toHaveLength(4);
  const { jobRunId } = await given.importer.rosters.approve(given.viewer, run.id, { version: run.version, number: 3 });
  expect(await given.importer.work(run.id, jobRunId!)).toMatchObject({ state: 'done', result: { withdraw: 3 } });
  expect(numbersOf(await bring(given, slice(7, 11)))).toEqual([0, 0, 0, 4, 0, 0]);
  expect(await check(given, slice(11, 12))).toMatchObject({ state: 'stopped', guard: { leaving: 1, lately: 4 } });
  await sql(`UPDATE roster_run SET finished_at = finished_at - interval '25 hours' WHERE state = 'done'`);
  expect(numbersOf(await bring(given, slice(12, 14)))).toEqual([0, 0, 0, 2, 0, 0]);
});

it('stops again when it is another number than was approved, and still says which that was', async () => {
  await bring(given, oneRoster(students(0, 20)));
  const run = await check(given, oneRoster(students(0, 12)));
  const { jobRunId } = await given.importer.rosters.approve(given.viewer, run.id, { version: run.version, number: 8 });
  await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date WHERE number >= '70014'`);
  const again = await given.importer.work(run.id, jobRunId!);
  expect(again).toMatchObject({ state: 'stopped', guard: { number: 2 }, approvedNumber: 8, approverName: 'Ada' });
  expect(await given.importer.recheck(given.viewer, run.id)).toMatchObject({ state: 'stopped', approvedNumber: null });
});
