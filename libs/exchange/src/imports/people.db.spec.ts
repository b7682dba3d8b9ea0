import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf, stampOf } from './imports.test-support.js';

const HEADER =
  'Student Number,First Name,Last Name,Grade,Homeroom,School,Email,Status,Exit Date,Guardian,Parent Email,Password,Birth Date';
const PLAIN = [
  HEADER,
  '0007,Ana,Ávila,7,B-12,WMS,ana@example.org,Active,,Rosa Ávila,rosa@example.org,secret,2013-01-02',
  '0008,"O\'Brien, Jr",Null,K,,Laurel High,,,,,,,',
  '0009,Đặng,N/A,12,,LHS,,inactive,6/15/2026,,,,',
];

let given: Given;
beforeAll(async () => {
  given = await givenDistrict();
});
afterAll(() => given.close());

const all = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  given.test.asSuperuser(sql, values);
const person = async (number: string): Promise<Record<string, unknown>> =>
  (
    await all(
      `SELECT p.given_name, p.family_name, p.kind, p.grade, p.homeroom, p.email, p.state, p.withdrawn_on::text AS withdrawn, p.version, s.code AS site,
         (SELECT string_agg(x.code, ',' ORDER BY x.code) FROM person_site ps JOIN site x ON x.id = ps.site_id WHERE ps.person_id = p.id) AS sites,
         (SELECT string_agg(concat_ws(' ', g.name, g.email, g.phone), ',') FROM guardian g WHERE g.person_id = p.id) AS guardians
       FROM person p JOIN site s ON s.id = p.primary_site_id WHERE number = $1`,
      number,
    )
  )[0] ?? {};

describe('an import of people', () => {
  it('writes nothing in the dry run, then exactly what the dry run said', async () => {
    const before = await stampOf(given);
    const checked = await dryRun(given, 'people', PLAIN);
    expect([checked.state, numbersOf(checked)]).toEqual(['checked', [3, 0, 0, 0]]);
    expect(await stampOf(given)).toEqual(before);
    const run = await given.importer.run(given.viewer, checked.id);
    expect([run.state, numbersOf(run)]).toEqual(['done', [3, 0, 0, 0]]);
    expect(await person('0007')).toMatchObject({
      given_name: 'Ana',
      family_name: 'Ávila',
      kind: 'student',
      grade: '7',
      site: 'WMS',
      sites: 'WMS',
      guardians: 'Rosa Ávila rosa@example.org',
    });
    expect(await person('0008')).toMatchObject({
      given_name: "O'Brien, Jr",
      family_name: 'Null',
      grade: 'K',
      state: 'active',
    });
    expect(await person('0009')).toMatchObject({ family_name: 'N/A', state: 'withdrawn', withdrawn: '2026-06-15' });
  });

  it('never keeps, shows or reads columns that are not ours to read', async () => {
    const [run] = (await given.importer.imports.list({ limit: 1 })).items;
    const hidden = run.columns.filter(({ problem }) => problem === 'private');
    expect(hidden.map(({ header, samples, filled }) => [header, samples, filled])).toEqual([
      ['Password', [], 0],
      ['Birth Date', [], 0],
    ]);
    const { stream } = await given.importer.rows.errorsFile(given.viewer, run.id);
    expect((await stream.toArray()).join('')).not.toContain('secret');
    const kept = await given.importer.rows['files'].open(given.test.database.read, run.fileId);
    const text = Buffer.concat((await kept.toArray()) as Buffer[]).toString();
    expect(text).toContain('Ávila');
    expect(text).not.toMatch(/secret|2013-01-02/);
  });

  it('changes nothing when the same file comes again', async () => {
    const before = await stampOf(given);
    expect(numbersOf(await importFile(given, 'people', PLAIN))).toEqual([0, 0, 3, 0]);
    expect(await stampOf(given)).toEqual(before);
  });

  it('leaves blank cells alone, moves, withdraws and takes back', async () => {
    const checked = await dryRun(given, 'people', [
      HEADER,
      '0007,,,8,,LHS,,withdrawn,,,,,',
      '0008,,,,,,,,,,,,',
      '0009,,,,,,,enrolled,,,,,',
    ]);
    expect(numbersOf(checked)).toEqual([0, 2, 1, 0]);
    expect(checked.predicted?.byField.map(({ field, count }) => [field, count])).toEqual([
      ['state', 2],
      ['withdrawnOn', 2],
      ['grade', 1],
      ['site', 1],
    ]);
    await given.importer.run(given.viewer, checked.id);
    const today = (await all('SELECT directory_day(clock_timestamp())::text AS day'))[0].day;
    expect(await person('0007')).toMatchObject({
      given_name: 'Ana',
      grade: '8',
      homeroom: 'B-12',
      site: 'LHS',
      sites: 'LHS',
      state: 'withdrawn',
      withdrawn: today,
      version: 2,
    });
    expect(await person('0009')).toMatchObject({ state: 'active', withdrawn: null });
    expect(await person('0008')).toMatchObject({ version: 1 });
  });

  it('takes nobody back to a closed site, unless the file moves them', async () => {
    await importFile(given, 'people', [HEADER, '0901,Eva,Sol,7,,LHS,,,,,,,', '0902,Ian,Sol,7,,LHS,,,,,,,']);
    await all(`INSERT INTO site (code, name, kind) VALUES ('GONE', 'Gone School', 'middle')`);
    await importFile(given, 'people', [HEADER, '0901,,,,,GONE,,withdrawn,,,,,', '0902,,,,,GONE,,withdrawn,,,,,']);
    await all(`UPDATE site SET active = false WHERE code = 'GONE'`);
    const run = await dryRun(given, 'people', [HEADER, '0901,,,,,,,active,,,,,', '0902,,,,,LHS,,active,,,,,']);
    const { items } = await given.importer.listRows(run.id, { outcome: 'refuse', limit: 5 });
    expect(items.map(({ line, problems: [first] }) => [line, first?.value, first?.code])).toEqual([
      [2, 'GONE', 'site-closed'],
    ]);
    await given.importer.run(given.viewer, run.id);
    expect(await person('0901')).toMatchObject({ state: 'withdrawn' });
    expect(await person('0902')).toMatchObject({ state: 'active', site: 'LHS', sites: 'LHS' });
  });

  it('keeps one guardian in step with the file', async () => {
    const lines = ['Number,Guardian,Parent Phone', '0007,Rosa Á. Cruz,555-0100', '0008,Sam,'];
    expect(numbersOf(await importFile(given, 'people', lines))).toEqual([0, 2, 0, 0]);
    expect(await person('0007')).toMatchObject({ guardians: 'Rosa Á. Cruz rosa@example.org 555-0100' });
    expect(await person('0008')).toMatchObject({ guardians: 'Sam' });
    expect(numbersOf(await importFile(given, 'people', lines))).toEqual([0, 0, 2, 0]);
  });

  it('refuses each line for its own reason', async () => {
    await all(
      `INSERT INTO person_identifier (person_id, kind, value) SELECT id, 'card', 'CARD-1' FROM person WHERE number = '0008'`,
    );
    const run = await dryRun(
      given,
      'people',
      [
        'Number,First Name,Last Name,School,Role,Status,Exit Date,Email,Parent Email,Grade,Language',
        ',A,B,LHS,,,,,,',
        'N-1,,B,LHS,,,,,,',
        'N-2,A,B,,,,,,,',
        'N-3,A,B,Nowhere,,,,,,',
        'N-4,A,B,OLD,,,,,,',
        'card-1,A,B,LHS,,,,,,',
        'N-6,A,B,LHS,alien,,,,,',
        'N-7,A,B,LHS,,active,1/20/2020,,,',
        'N-8,A,B,LHS,,withdrawn,12/31/2090,,,',
        'N-9,A,B,LHS,,,,nobody,,',
        'N-10,A,B,LHS,,,,,p@example.org,',
        'N-11,A,B,LHS,,,,,,13579-24680-13',
        'N-12,A,B,LHS,,,,,,',
        'n-12,A,B,LHS,,,,,,',
        '1E+12,A,B,LHS,,,,,,',
        '/undo,A,B,LHS,,,,,,',
        '0008,"a\u0000b",,,,,,,,',
        '12,A,B,LHS,,,,,,',
        'é700,A,B,LHS,,,,,,',
        'N-20,A,B,LHS,,,,,,97',
        'N-21,A,B,LHS,,withdrawn,8/15/2999,,,',
        'N-22,A,B,LHS,,withdrawn,2150-08-15,,,',
        'N-23,A,B,LHS,,,,,,7,Klingonese',
      ].map((line) => line.replace('\u0000', '\u0001')),
    );
    const { items } = await given.importer.listRows(run.id, { outcome: 'refuse', limit: 50 });
    expect(items.map(({ line, problems: [first] }) => [line, first?.field, first?.code])).toEqual([
      [2, 'number', 'missing'],
      [3, 'givenName', 'missing'],
      [4, 'site', 'missing'],
      [5, 'site', 'site-unknown'],
      [6, 'site', 'site-closed'],
      [7, 'number', 'number-is-a-card'],
      [8, 'kind', 'not-a-choice'],
      [9, 'withdrawnOn', 'active-but-withdrawn'],
      [10, 'withdrawnOn', 'day-in-future'],
      [11, 'email', 'not-an-email'],
      [12, 'guardianName', 'guardian-needs-name'],
      [13, 'grade', 'too-long'],
      [15, 'number', 'repeated'],
      [16, 'number', 'scientific-notation'],
      [17, 'number', 'reserved-code'],
      [18, 'givenName', 'control-character'],
      [19, 'number', 'not-scannable'],
      [20, 'number', 'not-scannable'],
      [21, 'grade', 'not-a-grade'],
      [22, 'withdrawnOn', 'not-a-day'],
      [23, 'withdrawnOn', 'implausible-day'],
      [24, 'language', 'not-a-language'],
    ]);
    expect(numbersOf(run)).toEqual([1, 0, 0, 22]);
    expect(items.every(({ problems }) => problems.every(({ reason }) => reason !== 'cannot be imported'))).toBe(true);
  });

  it('asks before many people are withdrawn', async () => {
    const numbers = Array.from({ length: 60 }, (_, at) => `W-${at}`);
    await importFile(given, 'people', [
      'Number,First Name,Last Name,School',
      ...numbers.map((number) => `${number},A,B,LHS`),
    ]);
    const checked = await dryRun(given, 'people', ['Number,Status', ...numbers.map((number) => `${number},inactive`)]);
    await expect(given.importer.run(given.viewer, checked.id)).rejects.toMatchObject({
      code: 'import.warnings-not-read',
      details: { warnings: ['many-changes', 'withdrawals'] },
    });
    expect((await person('W-0')).state).toBe('active');
    expect((await given.importer.run(given.viewer, checked.id, ['many-changes', 'withdrawals'])).state).toBe('done');
    expect((await person('W-0')).state).toBe('withdrawn');
  });

  it('stores hostile text as it is and hands it back as text', async () => {
    const hostile = [
      '=HYPERLINK("x")',
      '+1',
      '-1+1',
      '@SUM',
      '＝1',
      "'; DROP TABLE person;--",
      '%_\\',
      '<img src=x onerror=alert(1)>',
      '🎓 Đặng',
      '‮abc'.slice(1),
    ];
    const lines = hostile.map((text, at) => `X-${at},"${text.replaceAll('"', '""')}",B,LHS`);
    expect(numbersOf(await importFile(given, 'people', ['Number,First Name,Last Name,School', ...lines]))).toEqual([
      hostile.length,
      0,
      0,
      0,
    ]);
    for (const [at, text] of hostile.entries()) expect((await person(`X-${at}`)).given_name).toBe(text);
  });
});
