import { Given as Records } from '../../../../test/support/given.js';
import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf, stampOf } from './imports.test-support.js';

const HEADER = 'Asset Tag,Serial,Manufacturer,Model,Location,Status,Purchase Date,Purchase Cost,Assigned To,Notes';
const PLAIN = [
  HEADER,
  '000451,5CD0001,HP,Chromebook 11 G9,LHS,Ready to Deploy,8/24/2022,"$1,289.50",,first',
  '000452,5CD0002,hp,CHROMEBOOK 11 g9,Laurel High,,2022-08-24,289,,',
  'T-3,5CD0003,Lenovo,300e,WMS,,,,SN1,',
];

let given: Given;
let records: Records;
beforeAll(async () => {
  given = await givenDistrict();
  records = new Records(given.test.database);
  await importFile(given, 'people', ['Number,First Name,Last Name,School', 'SN1,Maya,Rivera,WMS', 'SN2,Luis,Chen,LHS']);
});
afterAll(() => given.close());

const one = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>> =>
  (await given.test.asSuperuser(sql, values))[0] ?? {};
const device = (tag: string): Promise<Record<string, unknown>> =>
  one(
    `SELECT d.*, d.cost_cents::int AS cost, d.purchased_on::text AS purchased, m.maker || ' ' || m.name AS model, s.code AS site, r.code AS room
       FROM device d JOIN model m ON m.id = d.model_id JOIN site s ON s.id = d.home_site_id LEFT JOIN room r ON r.id = d.location_room_id WHERE asset_tag = $1`,
    tag,
  );
const problems = async (id: string): Promise<unknown[]> =>
  (await given.importer.listRows(id, { outcome: 'refuse', limit: 100 })).items.map(({ line, problems: [first] }) => [
    line,
    first?.field,
    first?.code,
  ]);

describe('an import of devices', () => {
  it('writes nothing in the dry run, then exactly what the dry run said', async () => {
    const before = await stampOf(given);
    const checked = await dryRun(given, 'devices', PLAIN);
    expect(numbersOf(checked)).toEqual([3, 0, 0, 0]);
    expect(checked.predicted?.newModels).toEqual([{ maker: 'Lenovo', model: '300e', deviceClass: 'other', lines: 1 }]);
    expect(await stampOf(given)).toEqual(before);

    const run = await given.importer.run(given.viewer, checked.id);
    expect(run.state).toBe('done');
    expect(numbersOf(run)).toEqual([3, 0, 0, 0]);
    expect(await device('000451')).toMatchObject({
      serial: '5CD0001',
      cost: 128950,
      purchased: '2022-08-24',
      model: 'HP Chromebook 11 G9',
      site: 'LHS',
      state: 'in-stock',
      notes: 'first',
    });
    expect(await one('SELECT count(*)::int AS n FROM device_identifier')).toEqual({ n: 6 });
  });

  it('gives a device to its holder: one event, one open one-to-one loan', async () => {
    expect(await device('T-3')).toMatchObject({ state: 'deployed', custody: 'student', last_seq: 1 });
    const loan =
      await one(`SELECT l.type, l.borrower_name, l.opened_seq, l.opened_by, p.number FROM loan l JOIN device d ON d.id = l.device_id
      JOIN person p ON p.id = l.person_id WHERE d.asset_tag = 'T-3' AND l.returned_at IS NULL`);
    expect(loan).toEqual({
      type: 'one-to-one',
      borrower_name: 'Maya Rivera',
      opened_seq: 1,
      opened_by: given.accountId,
      number: 'SN1',
    });
    const event = await one(
      `SELECT source, account_id, evidence FROM device_event WHERE device_id = (SELECT id FROM device WHERE asset_tag = 'T-3')`,
    );
    expect(event).toMatchObject({
      source: 'import',
      account_id: given.accountId,
      evidence: { importRunId: expect.any(String) as string },
    });
  });

  it('changes nothing when the same file comes again', async () => {
    const before = await stampOf(given);
    const run = await importFile(given, 'devices', PLAIN);
    expect(numbersOf(run)).toEqual([0, 0, 3, 0]);
    expect(await stampOf(given)).toEqual(before);
  });

  it('refuses a new tag that the desk would read as something else', async () => {
    await one(`INSERT INTO room (site_id, code, name) SELECT id, 'LIB-77', 'Library' FROM site WHERE code = 'LHS'`);
    const tags = ['sn1', 'LIB-77', 'SUP-X1', 'LOT-1', 'R-12', 'R-X12'];
    const checked = await dryRun(given, 'devices', [
      HEADER,
      ...tags.map((tag, i) => `${tag},5CE00${i},HP,Chromebook 11 G9,LHS,,,,,`),
    ]);
    expect(numbersOf(checked)).toEqual([1, 0, 0, 5]);
    expect(await problems(checked.id)).toEqual([
      [2, 'tag', 'tag-of-record'],
      [3, 'tag', 'tag-of-record'],
      [4, 'tag', 'tag-prefix'],
      [5, 'tag', 'tag-prefix'],
      [6, 'tag', 'tag-prefix'],
    ]);
  });

  it('leaves values alone where a cell is blank, and shows changes field by field', async () => {
    const checked = await dryRun(given, 'devices', [
      HEADER,
      '000451,,,,WMS,,,300,,',
      '000452,5cd0002,,,,retired,,,,',
      'T-3,,,,,,,,,',
    ]);
    expect(numbersOf(checked)).toEqual([0, 2, 1, 0]);
    expect(checked.predicted?.byField).toEqual([
      { field: 'costCents', count: 1, pairs: [] },
      { field: 'site', count: 1, pairs: [{ from: 'LHS', to: 'WMS', count: 1 }] },
      { field: 'state', count: 1, pairs: [{ from: 'in-stock', to: 'retired', count: 1 }] },
    ]);
    const { items } = await given.importer.listRows(checked.id, { outcome: 'change', limit: 10 });
    expect(items[0]?.changes).toEqual([
      { field: 'site', from: 'LHS', to: 'WMS' },
      { field: 'costCents', from: '128950', to: '30000' },
    ]);
    await given.importer.run(given.viewer, checked.id);
    expect(await device('000451')).toMatchObject({
      serial: '5CD0001',
      cost: 30000,
      site: 'WMS',
      notes: 'first',
      state: 'in-stock',
    });
    expect(await device('000452')).toMatchObject({ state: 'retired', serial: '5CD0002' });
    expect(await device('T-3')).toMatchObject({ state: 'deployed' });
  });

  it('hands a device in stock to its holder, moves it to a room, grades it, changes its serial', async () => {
    const lines = ['Asset tag,Serial,Holder,Room,Condition', '000451,5CD0001-B,sn2,,', 'T-9,X99,,,'];
    await importFile(given, 'devices', [HEADER, 'T-9,X99,HP,Chromebook 11 G9,LHS,,,,,']);
    const run = await importFile(given, 'devices', [...lines.slice(0, 2), 'T-9,,,Room 12,poor']);
    expect(numbersOf(run)).toEqual([0, 2, 0, 0]);
    expect(await device('000451')).toMatchObject({ state: 'deployed', serial: '5CD0001-B', custody: 'student' });
    expect(await device('T-9')).toMatchObject({ room: 'LHS-12', condition: 'D', last_seq: 3 });
    expect(
      await one(
        `SELECT count(*)::int AS n FROM loan l JOIN device d ON d.id = l.device_id WHERE d.asset_tag = '000451' AND l.opened_seq = d.last_seq`,
      ),
    ).toEqual({ n: 1 });
    expect(numbersOf(await importFile(given, 'devices', [...lines.slice(0, 2), 'T-9,,,Room 12,poor']))).toEqual([
      0, 0, 2, 0,
    ]);
  });

  it('makes a room the holder of a device that is deployed there', async () => {
    const lines = ['Asset tag,Maker,Model,Site,Room,State', 'C-1,HP,Chromebook 11 G9,LHS,LHS-12,deployed'];
    expect(numbersOf(await importFile(given, 'devices', lines))).toEqual([1, 0, 0, 0]);
    expect(
      await one(
        `SELECT l.type, l.borrower_name FROM loan l JOIN device d ON d.id = l.device_id WHERE d.asset_tag = 'C-1'`,
      ),
    ).toEqual({ type: 'long', borrower_name: 'Room 12' });
    expect(numbersOf(await importFile(given, 'devices', lines))).toEqual([0, 0, 1, 0]);
  });

  it('counts funding sources and splits once', async () => {
    const lines = [
      'Asset tag,Maker,Model,Site,Fund',
      'F-1,HP,Chromebook 11 G9,LHS,Measure J',
      'F-2,HP,Chromebook 11 G9,LHS,measure j',
    ];
    expect(numbersOf(await importFile(given, 'devices', lines))).toEqual([2, 0, 0, 0]);
    expect(await one(`SELECT count(*)::int AS n, min(kind) AS kind FROM funding_source`)).toEqual({
      n: 1,
      kind: 'bond',
    });
    expect(
      await one(`SELECT count(DISTINCT funding_split_id)::int AS n FROM device WHERE asset_tag LIKE 'F-%'`),
    ).toEqual({ n: 1 });
    expect(numbersOf(await importFile(given, 'devices', lines))).toEqual([0, 0, 2, 0]);
  });

  it('knows one device by its serial in either case, however the file repeats it', async () => {
    const run = await importFile(given, 'devices', [
      HEADER,
      'ROW-1,abc99,HP,Chromebook 11 G9,LHS,,,,,',
      'ROW-2,ABC99,HP,Chromebook 11 G9,LHS,,,,,',
      'row-1,zzz,HP,Chromebook 11 G9,LHS,,,,,',
    ]);
    expect(numbersOf(run)).toEqual([1, 0, 0, 2]);
    const { items } = await given.importer.listRows(run.id, { outcome: 'refuse', limit: 10 });
    expect(items.map(({ line, problems: [first] }) => [line, first?.column, first?.value, first?.reason])).toEqual([
      [3, 'Serial', 'ABC99', 'stands on line 2 and again on line 3; only the first of the two is read'],
      [4, 'Asset Tag', 'row-1', 'stands on line 2 and again on line 4; only the first of the two is read'],
    ]);
    expect(await one(`SELECT count(*)::int AS n FROM device_identifier WHERE value_key = 'ABC99'`)).toEqual({ n: 1 });
  });

  it('finds a device that has no tag yet by its serial, and gives it nothing but what the file says', async () => {
    const lines = ['Serial,Manufacturer,Model,Location,Status', 'BARE-1,HP,Chromebook 11 G9,LHS,received'];
    expect(numbersOf(await importFile(given, 'devices', lines))).toEqual([0, 0, 0, 1]);
    const { site, model } = await one(
      `SELECT s.id AS site, m.id AS model FROM site s, model m WHERE s.code = 'LHS' AND m.name = 'Chromebook 11 G9'`,
    );
    await records.device(site as string, { tag: null, serial: 'BARE-1', state: 'received', modelId: model as string });
    const file = ['Asset Tag,Serial,Manufacturer,Cost', ',bare-1,HP,', ',NEVER-SEEN,HP,', '000451,,,'];
    expect(numbersOf(await dryRun(given, 'devices', file))).toEqual([0, 0, 2, 1]);
    file[1] = ',bare-1,HP,300';
    expect(numbersOf(await importFile(given, 'devices', file))).toEqual([0, 1, 1, 1]);
    expect(await one(`SELECT asset_tag, cost_cents::int AS cost FROM device WHERE serial = 'BARE-1'`)).toEqual({
      asset_tag: null,
      cost: 30000,
    });
  });

  it('takes a line without any code for a record that says just the same, as often as there is one', async () => {
    const { site, model } = await one(
      `SELECT s.id AS site, m.id AS model FROM site s, model m WHERE s.code = 'LHS' AND m.name = 'Chromebook 11 G9'`,
    );
    for (const _ of [1, 2])
      await records.device(site as string, { tag: null, serial: null, state: 'ordered', modelId: model as string });
    const line = ',,HP,Chromebook 11 G9,LHS,ordered,,,,';
    const other = ',,HP,Chromebook 11 G9,LHS,ordered,8/24/2022,,,';
    const run = await dryRun(given, 'devices', [HEADER, line, line, line, '000451,,,,,,,,,']);
    expect(numbersOf(run)).toEqual([0, 0, 3, 1]);
    expect(await problems(run.id)).toEqual([[4, 'tag', 'missing']]);
    expect(numbersOf(await dryRun(given, 'devices', [HEADER, line, other]))).toEqual([0, 0, 1, 1]);
  });

  it('leaves a void device as it is, and refuses whatever would change it', async () => {
    await importFile(given, 'devices', [HEADER, 'V-1,VV1,HP,Chromebook 11 G9,LHS,,,,,']);
    const { id } = await one(`SELECT id FROM device WHERE asset_tag = 'V-1'`);
    await records.deviceEvent(id as string, 'state-changed', { state: 'void' });
    const same = [HEADER, 'V-1,VV1,HP,Chromebook 11 G9,LHS,void,,,,'];
    expect(numbersOf(await dryRun(given, 'devices', same))).toEqual([0, 0, 1, 0]);
    const other = await dryRun(given, 'devices', [HEADER, 'V-1,VV2,HP,Chromebook 11 G9,LHS,,,,,']);
    const { items } = await given.importer.listRows(other.id, { outcome: 'refuse', limit: 10 });
    expect(items.map(({ problems }) => problems.map(({ field, code }) => [field, code]))).toEqual([
      [['tag', 'void-device']],
    ]);
  });

  it('refuses each line for its own reason, with line, column and value', async () => {
    const run = await dryRun(given, 'devices', [
      'Asset Tag,Serial,Manufacturer,Model,Location,Room,Status,Purchase Date,Purchase Cost,Assigned To,Warranty End',
      ',5CD7,HP,Chromebook 11 G9,LHS,,,,,,',
      '1.23457E+15,,HP,Chromebook 11 G9,LHS,,,,,,',
      'H-3,5CD0003,Lenovo,300e,LHS,,,,,,',
      'H-4,,HP,Chromebook 11 G9,Nowhere,,,,,,',
      'H-5,,HP,Chromebook 11 G9,OLD,,,,,,',
      'H-6,,,Unheard of,LHS,,,,,,',
      'H-7,,HP,Chromebook 11 G9,LHS,No room,,,,,',
      'H-8,,HP,Chromebook 11 G9,LHS,,,,,S404,',
      'H-9,,HP,Chromebook 11 G9,LHS,,deployed,,,,',
      'H-10,,HP,Chromebook 11 G9,LHS,,,2/30/2026,,,',
      'H-11,,HP,Chromebook 11 G9,LHS,,,,-5,,',
      'H-12,,HP,Chromebook 11 G9,LHS,,somewhere,,,,',
      'CMD-UNDO,,HP,Chromebook 11 G9,LHS,,,,,,',
      'T-3,,,,,,,,,SN2,',
      'T-3x,,HP,,LHS,,,,,,',
      'H-17,"a\u0007b",HP,Chromebook 11 G9,LHS,,,,,,',
      'H-18,,HP,Chromebook 11 G9,LHS,,,,,,1/2/2026,extra',
      '000452,,,,,,in transit,,,,',
      'T1,,HP,Chromebook 11 G9,LHS,,,,,,',
      'H-21,http://x.example/1,HP,Chromebook 11 G9,LHS,,,,,,',
      'H-22,,HP,Chromebook 11 G9,LHS,,,8/15/1904,,,',
      'H-23,,HP,Chromebook 11 G9,LHS,,,,,,2199-06-30',
    ]);
    expect(await problems(run.id)).toEqual([
      [2, 'tag', 'missing'],
      [3, 'tag', 'scientific-notation'],
      [4, 'serial', 'serial-of-other'],
      [5, 'site', 'site-unknown'],
      [6, 'site', 'site-closed'],
      [7, 'model', 'model-needs-maker'],
      [8, 'room', 'room-unknown'],
      [9, 'holder', 'holder-unknown'],
      [10, 'state', 'deployed-needs-holder'],
      [11, 'purchasedOn', 'not-a-day'],
      [12, 'costCents', 'not-money'],
      [13, 'state', 'not-a-choice'],
      [14, 'tag', 'reserved-code'],
      [15, 'holder', 'held-by-other'],
      [16, 'model', 'missing'],
      [17, 'serial', 'control-character'],
      [18, null, 'record-too-many-cells'],
      [19, 'state', 'state-not-by-file'],
      [20, 'tag', 'not-scannable'],
      [21, 'serial', 'not-scannable'],
      [22, 'purchasedOn', 'implausible-day'],
      [23, 'warrantyEndsOn', 'implausible-day'],
    ]);
    expect(numbersOf(run)).toEqual([0, 0, 0, 22]);
  });

  it('refuses another maker: the serial on the device is of the first one', async () => {
    await importFile(given, 'devices', [HEADER, 'MK-1,MKS1,HP,Chromebook 11 G9,LHS,,,,,']);
    const known = await dryRun(given, 'devices', [HEADER, 'MK-1,,Lenovo,300e,LHS,,,,,']);
    const unheard = await dryRun(given, 'devices', [HEADER, 'MK-1,,Dell,Chromebook 3110,LHS,,,,,']);
    for (const { id } of [known, unheard]) expect(await problems(id)).toEqual([[2, 'model', 'other-maker']]);
    await expect(
      given.test.asSuperuser(
        `UPDATE device SET model_id = (SELECT id FROM model WHERE maker = 'Lenovo' LIMIT 1) WHERE asset_tag = 'MK-1'`,
      ),
    ).rejects.toMatchObject({ constraint: 'ck_device_maker' });
  });

  it('finds devices by serial when asked to, and re-tags them', async () => {
    await importFile(given, 'devices', [
      HEADER,
      'Q-1,QQ1,HP,Chromebook 11 G9,LHS,,,,,',
      'Q-2,QQ2,HP,Chromebook 11 G9,LHS,,,,,',
    ]);
    const lines = ['Serial Number,Asset Tag', 'qq1,Q-100', 'QQ2,q-1'];
    const run = await importFile(given, 'devices', lines, { matchBy: 'serial' });
    expect(numbersOf(run)).toEqual([0, 1, 0, 1]);
    expect(await device('Q-100')).toMatchObject({ serial: 'QQ1' });
    expect(await one(`SELECT kind FROM device_identifier WHERE value_key = 'Q-1'`)).toEqual({ kind: 'former-tag' });
    expect(numbersOf(await importFile(given, 'devices', [HEADER, 'Q-1,QQ1,,,,,,,,']))).toEqual([0, 0, 1, 0]);
  });
});

describe('devices that come in missing, stolen or lost', () => {
  it('have a case, without letters that nobody can say about', async () => {
    const lines = [
      'LM-1,,HP,EliteBook,LHS,missing,,,,',
      'LM-2,,HP,EliteBook,LHS,stolen,,,,',
      'LM-3,,HP,EliteBook,LHS,lost,,,,',
    ];
    const run = await importFile(given, 'devices', [HEADER, ...lines]);
    expect(numbersOf(run)).toEqual([3, 0, 0, 0]);
    const cases = await given.test.asSuperuser(
      `SELECT d.asset_tag AS tag, c.kind, c.state, c.opened_as, c.next_step,
         (SELECT count(*)::int FROM missing_case_step s WHERE s.case_id = c.id AND s.not_needed_as = 'imported') AS left_out
       FROM missing_case c JOIN device d ON d.id = c.device_id WHERE d.asset_tag LIKE 'LM-%' ORDER BY 1`,
    );
    expect(cases).toEqual([
      { tag: 'LM-1', kind: 'missing', state: 'open', opened_as: 'imported', next_step: 'review', left_out: 3 },
      { tag: 'LM-2', kind: 'stolen', state: 'open', opened_as: 'imported', next_step: 'review', left_out: 3 },
      {
        tag: 'LM-3',
        kind: 'missing',
        state: 'written-off',
        opened_as: 'imported-as-lost',
        next_step: null,
        left_out: 0,
      },
    ]);
  });
});
