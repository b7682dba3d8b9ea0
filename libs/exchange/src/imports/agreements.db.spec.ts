import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf, stampOf } from './imports.test-support.js';

const HEADER = 'Student Number,Date Signed,Signed By,Opted Out';

let given: Given;
beforeAll(async () => {
  given = await givenDistrict();
  await given.test.asSuperuser(`INSERT INTO school_year (label, starts_on, ends_on) VALUES
    ('last', current_date - 400, current_date - 150), ('now', current_date - 100, current_date + 150)`);
  await importFile(given, 'people', [
    'Number,First Name,Last Name,School,Kind',
    ...[1, 2, 3, 4].map((n) => `SN${n},Maya${n},Rivera,LHS,student`),
    'ST1,Luis,Chen,LHS,staff',
  ]);
});
afterAll(() => given.close());

const days = async (...ago: number[]): Promise<string[]> =>
  (
    await given.test.asSuperuser(
      'SELECT (directory_day(clock_timestamp()) - n)::text AS day FROM unnest($1::int[]) n',
      [ago],
    )
  ).map(({ day }) => String(day));
const agreements = (): Promise<unknown[]> =>
  given.test
    .asSuperuser(`SELECT p.number, y.label AS year, a.signed_on::text AS "on", a.signed_by AS by, a.opted_out AS out, a.recorded_by AS who
    FROM person_agreement a JOIN person p ON p.id = a.person_id JOIN school_year y ON y.id = a.school_year_id ORDER BY 1`);

describe('an import of agreements', () => {
  it('writes nothing in the dry run, then what it said, and nothing when the same file comes again', async () => {
    const [day, summer] = await days(3, 120);
    const lines = [HEADER, `SN1,${day},Rosa Rivera,`, `sn2,${summer},,no`, 'SN3,,,Yes'];
    const before = await stampOf(given);
    const checked = await dryRun(given, 'agreements', lines);
    expect([checked.state, numbersOf(checked)]).toEqual(['checked', [3, 0, 0, 0]]);
    expect(await stampOf(given)).toEqual(before);
    const run = await given.importer.run(given.viewer, checked.id);
    expect([run.state, numbersOf(run)]).toEqual(['done', [3, 0, 0, 0]]);
    const shared = { year: 'now', who: given.accountId };
    expect(await agreements()).toEqual([
      { number: 'SN1', on: day, by: 'Rosa Rivera', out: false, ...shared },
      { number: 'SN2', on: summer, by: null, out: false, ...shared },
      { number: 'SN3', on: null, by: null, out: true, ...shared },
    ]);
    const after = await stampOf(given);
    expect(numbersOf(await importFile(given, 'agreements', lines))).toEqual([0, 0, 3, 0]);
    expect(await stampOf(given)).toEqual(after);
  });

  it('leaves alone what is blank, and shows each change', async () => {
    const [day, later] = await days(3, 2);
    const checked = await dryRun(given, 'agreements', [
      HEADER,
      'SN1,,,',
      `SN1x,,,`,
      `SN3,${later},,no`,
      'SN2,,Luis Chen,',
    ]);
    expect(numbersOf(checked)).toEqual([0, 2, 1, 1]);
    const { items } = await given.importer.listRows(checked.id, { outcome: 'change', limit: 9 });
    expect(items.map(({ key, label, changes }) => [key, label, changes])).toEqual([
      [
        'SN3',
        'Rivera, Maya3',
        [
          { field: 'signedOn', from: null, to: later },
          { field: 'optedOut', from: 'yes', to: 'no' },
        ],
      ],
      ['SN2', 'Rivera, Maya2', [{ field: 'signedBy', from: null, to: 'Luis Chen' }]],
    ]);
    await given.importer.run(given.viewer, checked.id);
    expect(await agreements()).toMatchObject([
      { number: 'SN1', on: day, by: 'Rosa Rivera' },
      { number: 'SN2', by: 'Luis Chen', out: false },
      { number: 'SN3', on: later, out: false },
    ]);
  });

  it('refuses each line for its own reason', async () => {
    const [tomorrow, lastYear, day] = await days(-1, 150, 1);
    const checked = await dryRun(given, 'agreements', [
      HEADER,
      `,${day},,`,
      `SN9,${day},,`,
      `ST1,${day},,`,
      `SN4,${tomorrow},,`,
      `SN4,${day},,`,
      'SN2,31/31/2026,,',
      'SN3,,,maybe',
      `SN1,${lastYear},,`,
    ]);
    const refused = await given.importer.listRows(checked.id, { outcome: 'refuse', limit: 100 });
    expect(
      refused.items.map(({ line, problems }) => [line, ...problems.map(({ field, code }) => `${field} ${code}`)]),
    ).toEqual([
      [2, 'number missing'],
      [3, 'number student-unknown'],
      [4, 'number not-a-student'],
      [5, 'signedOn signed-in-future'],
      [6, 'number repeated'],
      [7, 'signedOn not-a-day'],
      [8, 'optedOut not-a-choice'],
      [9, 'signedOn signed-for-other-year'],
    ]);
    const [first] = (await dryRunOf([HEADER, 'SN4,,Rosa,'])).items;
    expect(first.problems).toMatchObject([{ field: 'signedOn', code: 'missing' }]);
    expect(numbersOf(checked)).toEqual([0, 0, 0, 8]);
  });

  it('notices that somebody recorded one between the dry run and the run', async () => {
    const [day] = await days(1);
    const checked = await dryRun(given, 'agreements', [HEADER, `SN4,${day},,`]);
    await given.test.asSuperuser(`INSERT INTO person_agreement (person_id, school_year_id, signed_on)
      SELECT p.id, y.id, current_date FROM person p, school_year y WHERE p.number = 'SN4' AND y.label = 'now'`);
    const run = await given.importer.run(given.viewer, checked.id);
    expect([run.state, run.failure?.code]).toEqual(['failed', 'import.changed-since-dry-run']);
  });
});

async function dryRunOf(lines: string[]): Promise<Awaited<ReturnType<Given['importer']['listRows']>>> {
  const { id } = await dryRun(given, 'agreements', lines);
  return given.importer.listRows(id, { limit: 10 });
}
