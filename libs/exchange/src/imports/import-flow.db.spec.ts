import { Readable } from 'node:stream';
import { Viewer } from '@app/platform';
import type { Given } from './imports.test-support.js';
import { dryRun, givenDistrict, importFile, numbersOf, stampOf } from './imports.test-support.js';

const HEADER = 'Asset Tag,Serial,Manufacturer,Model,Site';
const devices = (prefix: string, count: number): string[] => [
  HEADER,
  ...Array.from({ length: count }, (_, at) => `${prefix}-${at},${prefix}S${at},HP,Chromebook 11 G9,LHS`),
];

let given: Given;
beforeEach(async () => {
  given = await givenDistrict();
});
afterEach(() => given.close());

const upload = (kind: 'people' | 'devices', bytes: Buffer | string, fileName = 'file.csv') =>
  given.importer.upload(given.viewer, kind, { fileName, stream: Readable.from([Buffer.from(bytes as string)]) });
const count = async (table: string): Promise<unknown> =>
  (await given.test.asSuperuser(`SELECT count(*)::int AS n FROM ${table}`))[0].n;

/** Runs the import while somebody else closes something and commits when the run waits for it. */
async function runWhile(close: string, id: string) {
  let commit = (): void => undefined;
  const mayCommit = new Promise<void>((resolve) => (commit = resolve));
  let closed = (): void => undefined;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  const closing = given.test.database.transaction(async (tx) => {
    await tx.execute(close);
    closed();
    await mayCommit;
  });
  await isClosed;
  const running = given.importer.run(given.viewer, id);
  await given.test.waitsForLock();
  commit();
  await closing;
  return running;
}

describe('upload', () => {
  it.each([
    ['a NUL', 'Asset Tag\na\0b\n', 'table.binary'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'table.workbook'],
    ['a workbook that ends too early', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'archive.damaged'],
    ['__proto__ as a header', 'Asset Tag,__proto__\nA,1\n', 'table.forbidden-header'],
    ['an open quote', 'Asset Tag,Serial\n"A,1\nB,2\n', 'table.unclosed-quote'],
    ['nothing in it', '', 'table.empty'],
    ['nothing below the header', 'Asset Tag,Serial\n\n', 'import.no-lines'],
    ['20,000 columns', `${'x,'.repeat(20_000)}\n1\n`, 'table.too-many-columns'],
  ])('refuses a file with %s and keeps nothing of it', async (_name, bytes, code) => {
    await expect(upload('devices', bytes)).rejects.toMatchObject({ kind: 'invalid', code });
    expect(await count('stored_file')).toBe(0);
    expect(await count('import_run')).toBe(0);
  });

  it('guesses what the columns mean and says what is in them', async () => {
    const run = await upload(
      'devices',
      'Serial No.,ASSET TAG ,Colour,,Model,model\n5CD1,0001,,x,A,B\n5CD2,0002,red,,A,B\n',
    );
    expect(
      run.columns.map(({ header, field, problem, filled, samples }) => [header, field, problem, filled, samples]),
    ).toEqual([
      ['Serial No.', 'serial', null, 2, ['5CD1', '5CD2']],
      ['ASSET TAG', 'tag', null, 2, ['0001', '0002']],
      ['Colour', null, 'unknown', 1, ['red']],
      ['', null, 'blank', 1, ['x']],
      ['Model', null, 'duplicate', 2, ['A']],
      ['model', null, 'duplicate', 2, ['B']],
    ]);
  });

  it('is one import when the request is repeated', async () => {
    const first = await upload('devices', devices('A', 2).join('\n'));
    const again = await upload('devices', devices('A', 2).join('\n'), '../../evil\u202e.csv');
    expect(again.id).toBe(first.id);
    expect(await count('stored_file')).toBe(1);
  });
});

describe('mapping', () => {
  it('waits for a key column, for an answer about dates, and for the newest version', async () => {
    const run = await upload('devices', 'Code,Bought\nA-1,3/4/2026\n');
    await expect(given.importer.dryRun(given.viewer, run.id)).rejects.toMatchObject({
      code: 'import.key-column-missing',
      details: { fields: ['tag'] },
    });
    const mapped = await given.importer.map(run, [
      { position: 1, field: 'tag' },
      { position: 2, field: 'purchasedOn' },
    ]);
    await expect(given.importer.dryRun(given.viewer, run.id)).rejects.toMatchObject({
      code: 'import.date-order-needed',
      details: { positions: [2] },
    });
    await expect(given.importer.map(run, [])).rejects.toMatchObject({ code: 'import.version-conflict' });
    const answered = await given.importer.map(mapped, [], { dateOrder: 'day-first', matchBy: undefined });
    expect(answered.options).toEqual({ ...mapped.options, dateOrder: 'day-first' });
    expect((await given.importer.dryRun(given.viewer, answered.id)).state).toBe('checked');
  });

  it.each([
    [
      'a field twice',
      [
        { position: 1, field: 'tag' },
        { position: 2, field: 'tag' },
      ],
    ],
    ['a column that is not there', [{ position: 9, field: 'tag' }]],
    [
      'a column twice',
      [
        { position: 1, field: 'tag' },
        { position: 1, field: 'serial' },
      ],
    ],
    ['a field that is none', [{ position: 1, field: 'constructor' }]],
    ['a private column', [{ position: 3, field: 'notes' }]],
  ])('refuses %s', async (_name, columns) => {
    const run = await upload('devices', 'A,B,Password\n1,2,3\n');
    await expect(
      given.importer.imports.map(run.id, { version: run.version, columns, options: {} }),
    ).rejects.toMatchObject({
      code: 'import.mapping-invalid',
    });
  });

  it('refuses steps that do not follow', async () => {
    const run = await upload('devices', devices('A', 1).join('\n'));
    await expect(given.importer.run(given.viewer, run.id)).rejects.toMatchObject({ code: 'import.state-conflict' });
    await expect(given.importer.imports.cancel(run.id)).rejects.toMatchObject({ code: 'import.state-conflict' });
    await given.importer.dryRun(given.viewer, run.id);
    await given.importer.run(given.viewer, run.id);
    await expect(given.importer.dryRun(given.viewer, run.id)).rejects.toMatchObject({ code: 'import.state-conflict' });
    await expect(given.importer.imports.find('019a0000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'import.not-found',
    });
  });
});

describe('a run that does not come to its end', () => {
  const spoil = (when: string): Promise<unknown> =>
    given.test.asSuperuser(`
      CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
        IF NEW.after ->> 'asset_tag' = 'A-25' THEN ${when} END IF;
        RETURN NEW;
      END $f$;
      CREATE TRIGGER zz_spoil BEFORE INSERT ON device_event FOR EACH ROW EXECUTE FUNCTION spoil()`);

  it.each([
    ['an error in the middle', `RAISE EXCEPTION 'spoilt';`, 'server.failed'],
    [
      'a connection that is killed in the middle',
      'PERFORM pg_terminate_backend(pg_backend_pid());',
      'database.unavailable',
    ],
  ])('leaves nothing: %s', async (_name, statement, code) => {
    const checked = await dryRun(given, 'devices', devices('A', 40));
    const before = await stampOf(given);
    await given.test
      .asSuperuser('ALTER FUNCTION inventory_append_event() OWNER TO CURRENT_USER')
      .catch(() => undefined);
    await spoil(statement);
    const run = await given.importer.run(given.viewer, checked.id);
    expect([run.state, run.failure?.code]).toEqual(['failed', code]);
    expect(await stampOf(given)).toEqual(before);
    await given.test.asSuperuser('DROP TRIGGER zz_spoil ON device_event');
    const again = await given.importer.dryRun(given.viewer, run.id);
    expect(numbersOf(await given.importer.run(given.viewer, again.id))).toEqual([40, 0, 0, 0]);
  });

  it('stops when it is cancelled, and leaves nothing', async () => {
    const checked = await dryRun(given, 'devices', devices('A', 40));
    const before = await stampOf(given);
    await spoil('PERFORM pg_sleep(1.2);');
    const running = given.importer.run(given.viewer, checked.id);
    await until(async () => (await given.importer.imports.find(checked.id)).state === 'running');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await given.importer.imports.cancel(checked.id);
    const run = await running;
    expect([run.state, run.failure]).toEqual(['cancelled', null]);
    expect(await stampOf(given)).toEqual(before);
  });

  it('can be cancelled when its worker is gone', async () => {
    const checked = await dryRun(given, 'devices', devices('A', 2));
    await given.importer.imports.run(given.viewer, checked.id, [], { queued: false });
    expect((await given.importer.imports.cancel(checked.id)).state).toBe('cancelled');
    expect((await given.importer.dryRun(given.viewer, checked.id)).state).toBe('checked');
  });

  it('fills staging again when a crash of the database emptied it', async () => {
    const checked = await dryRun(given, 'devices', devices('A', 5));
    await given.test.asSuperuser('TRUNCATE import_device');
    expect(numbersOf(await given.importer.run(given.viewer, checked.id))).toEqual([5, 0, 0, 0]);
    expect(await count('import_device')).toBe(0);
  });
});

describe('what happens beside it', () => {
  it('does not do what nobody was shown', async () => {
    const checked = await dryRun(given, 'devices', devices('A', 3));
    await importFile(given, 'devices', [HEADER, 'A-1,other,HP,Chromebook 11 G9,WMS']);
    const before = await stampOf(given);
    const run = await given.importer.run(given.viewer, checked.id);
    expect([run.state, run.failure?.code]).toEqual(['failed', 'import.changed-since-dry-run']);
    expect(await stampOf(given)).toEqual(before);
  });

  describe('a room that is closed meanwhile', () => {
    const ROOMS = `${HEADER},Room,State`;
    const lines = [
      ROOMS,
      'A-1,AS1,HP,Chromebook 11 G9,LHS,LHS-12,',
      'A-2,AS2,HP,Chromebook 11 G9,LHS,,',
      'A-3,AS3,HP,Chromebook 11 G9,LHS,Room 12,deployed',
      'A-4,AS4,HP,Chromebook 11 G9,LHS,LHS-14,',
    ];
    const onlyTheirs = async (run: Awaited<ReturnType<typeof dryRun>>): Promise<void> => {
      expect([run.state, run.failure]).toEqual(['done', null]);
      expect(numbersOf(run)).toEqual([2, 0, 0, 2]);
      const refused = await given.test.asSuperuser(
        `SELECT line, problems FROM import_row WHERE run_id = $1 AND outcome = 'refuse' ORDER BY line`,
        [run.id],
      );
      expect(refused).toEqual([
        { line: 2, problems: [{ field: 'room', value: 'LHS-12', code: 'room-closed' }] },
        { line: 4, problems: [{ field: 'room', value: 'Room 12', code: 'room-closed' }] },
      ]);
      expect(await given.test.asSuperuser('SELECT asset_tag FROM device ORDER BY 1')).toEqual([
        { asset_tag: 'A-2' },
        { asset_tag: 'A-4' },
      ]);
    };
    const CLOSE = `UPDATE room SET active = false WHERE code = 'LHS-12'`;
    beforeEach(() =>
      given.test.asSuperuser(
        `INSERT INTO room (site_id, code, name) SELECT id, 'LHS-14', 'Room 14' FROM site WHERE code = 'LHS'`,
      ),
    );

    it('refuses its lines and no others', async () => {
      const checked = await dryRun(given, 'devices', lines);
      expect(numbersOf(checked)).toEqual([4, 0, 0, 0]);
      await given.test.asSuperuser(CLOSE);
      await onlyTheirs(await given.importer.run(given.viewer, checked.id));
    });

    it('in the middle of the run too', async () => {
      const checked = await dryRun(given, 'devices', lines);
      await onlyTheirs(await runWhile(CLOSE, checked.id));
    });

    it('is said in a dry run that comes after', async () => {
      await given.test.asSuperuser(CLOSE);
      expect(numbersOf(await dryRun(given, 'devices', lines))).toEqual([2, 0, 0, 2]);
    });
  });

  describe('a site that is closed meanwhile', () => {
    const PEOPLE = 'Number,First name,Last name,Grade,Site,State';
    const FILES = {
      devices: [
        HEADER,
        'A-1,AS1,HP,Chromebook 11 G9,WMS',
        'A-2,AS2,HP,Chromebook 11 G9,LHS',
        'A-3,AS3,HP,Chromebook 11 G9,Willow Middle',
      ],
      people: [PEOPLE, '0701,Eva,Sol,7,WMS,', '0702,Ian,Sol,9,LHS,', '0703,Leo,Sol,7,Willow Middle,'],
    } as const;
    const CLOSE = `UPDATE site SET active = false WHERE code = 'WMS'`;
    const refusedOf = ({ id }: { id: string }) =>
      given.test.asSuperuser(
        `SELECT line, problems FROM import_row WHERE run_id = $1 AND outcome = 'refuse' ORDER BY line`,
        [id],
      );
    const closed = (line: number, value: string) => ({
      line,
      problems: [{ field: 'site', value, code: 'site-closed' }],
    });
    const onlyTheirs = async (run: Awaited<ReturnType<typeof dryRun>>): Promise<void> => {
      expect([run.state, run.failure]).toEqual(['done', null]);
      expect(numbersOf(run)).toEqual([1, 0, 0, 2]);
      expect(await refusedOf(run)).toEqual([closed(2, 'WMS'), closed(4, 'Willow Middle')]);
      expect(await count(run.kind === 'people' ? 'person' : 'device')).toBe(1);
    };

    it.each(['devices', 'people'] as const)('refuses its lines of %s and no others', async (kind) => {
      const checked = await dryRun(given, kind, FILES[kind]);
      expect(numbersOf(checked)).toEqual([3, 0, 0, 0]);
      await given.test.asSuperuser(CLOSE);
      await onlyTheirs(await given.importer.run(given.viewer, checked.id));
    });

    it.each(['devices', 'people'] as const)('in the middle of the run of %s too', async (kind) => {
      const checked = await dryRun(given, kind, FILES[kind]);
      await onlyTheirs(await runWhile(CLOSE, checked.id));
    });

    it('takes nobody back to it, and leaves who was there before as they are', async () => {
      await importFile(given, 'people', [PEOPLE, '0801,Eva,Sol,7,WMS,', '0802,Ian,Sol,7,WMS,', '0803,Leo,Sol,7,LHS,']);
      await importFile(given, 'people', [PEOPLE, '0801,,,,,withdrawn', '0802,,,,,withdrawn']);
      await importFile(given, 'devices', [HEADER, 'A-1,AS1,HP,Chromebook 11 G9,WMS']);
      const people = await dryRun(given, 'people', [PEOPLE, '0801,,,,,active', '0802,,,8,WMS,', '0803,,,8,,']);
      const devices = await dryRun(given, 'devices', [`${HEADER},Notes`, 'A-1,AS1,HP,Chromebook 11 G9,WMS,dent']);
      expect([numbersOf(people), numbersOf(devices)]).toEqual([
        [0, 3, 0, 0],
        [0, 1, 0, 0],
      ]);
      await given.test.asSuperuser(CLOSE);
      const ran = await given.importer.run(given.viewer, people.id, ['many-changes', 'withdrawals']);
      expect([ran.failure, numbersOf(ran)]).toEqual([null, [0, 2, 0, 1]]);
      expect(await refusedOf(ran)).toEqual([closed(2, 'WMS')]);
      const noted = await given.importer.run(given.viewer, devices.id, ['many-changes', 'withdrawals']);
      expect([noted.failure, numbersOf(noted)]).toEqual([null, [0, 1, 0, 0]]);
    });
  });

  it('makes one device of two imports at once', async () => {
    const lines = devices('A', 30);
    const [one, two] = [
      await dryRun(given, 'devices', lines),
      await dryRun(given, 'devices', [...lines, 'A-30,AS30,HP,Chromebook 11 G9,LHS']),
    ];
    const runs = await Promise.all([
      given.importer.run(given.viewer, one.id),
      given.importer.run(given.viewer, two.id),
    ]);
    expect(runs.map(({ state }) => state).sort()).toEqual(['done', 'failed']);
    expect(runs.find(({ state }) => state === 'failed')?.failure?.code).toBe('import.changed-since-dry-run');
    const devicesNow = (await count('device')) as number;
    expect([30, 31]).toContain(devicesNow);
    expect(await count('device_event')).toBe(devicesNow);
  });
});

describe('the file of errors', () => {
  it('has the refused lines as they stand in the file, and comes back corrected', async () => {
    const file = [
      'Asset Tag,Serial,Manufacturer,Model,Site,Notes',
      'A-1,SN1,HP,Chromebook 11 G9,LHS,fine',
      'A-2,SN2,HP,Chromebook 11 G9,Nowhere,"two',
      'lines, and a comma"',
      '',
      "A-3,SN3,HP,Chromebook 11 G9,Nowhere,'=1+1",
    ].join('\r\n');
    const checked = await dryRun(given, 'devices', file);
    expect(numbersOf(checked)).toEqual([1, 0, 0, 2]);
    const { stream, fileName } = await given.importer.rows.errorsFile(given.viewer, checked.id);
    expect(fileName).toBe('file-errors.csv');
    const text = (await stream.toArray()).join('');
    const fix = 'is not a site. Use the code or the name of a site, or add the site first.';
    expect(text.split('\r\n')).toEqual([
      '\ufeffAsset Tag,Serial,Manufacturer,Model,Site,Notes,error',
      `A-2,SN2,HP,Chromebook 11 G9,Nowhere,"two\nlines, and a comma","Site “Nowhere” ${fix}"`,
      `A-3,SN3,HP,Chromebook 11 G9,Nowhere,'=1+1,"Site “Nowhere” ${fix}"`,
      '',
    ]);
    const run = await importFile(given, 'devices', text.replaceAll('G9,Nowhere', 'G9,WMS'));
    expect(numbersOf(run)).toEqual([2, 0, 0, 0]);
    expect(await given.test.asSuperuser(`SELECT asset_tag, notes FROM device ORDER BY 1`)).toEqual([
      { asset_tag: 'A-2', notes: 'two\nlines, and a comma' },
      { asset_tag: 'A-3', notes: '=1+1' },
    ]);
  });

  it('speaks the language of whoever asks for it', async () => {
    const checked = await dryRun(given, 'devices', ['Asset Tag,Maker,Model,Site', 'ES-1,HP,Chromebook 11 G9,Nowhere']);
    const { accountId } = given;
    const reader = new Viewer(accountId, 'Ada', new Map([['import:run', 'all' as const]]), 'es');
    const { stream } = await given.importer.rows.errorsFile(reader, checked.id);
    expect((await stream.toArray()).join('')).toContain(
      'Site “Nowhere” no es una escuela. Use el código o el nombre de una escuela, o añádala primero.',
    );
  });

  it('of people is an export that stands in the access log', async () => {
    const checked = await dryRun(given, 'people', ['Number,First Name,Last Name,School', '1,A,B,Nowhere']);
    await given.importer.rows.errorsFile(given.viewer, checked.id);
    expect(await given.test.asSuperuser('SELECT account_id, action, row_count, detail FROM access_log')).toEqual([
      { account_id: given.accountId, action: 'people.exported', row_count: 1, detail: { importId: checked.id } },
    ]);
  });
});

it('forgets the lines and the files of old imports', async () => {
  const run = await importFile(given, 'devices', devices('A', 3));
  await given.importer.retention.purge(30);
  expect(await count('import_row')).toBe(3);
  await given.test.asSuperuser(`UPDATE import_run SET created_at = created_at - interval '31 days'`);
  await given.importer.retention.purge(30);
  expect(await count('import_row')).toBe(0);
  const kept = await given.importer.imports.find(run.id);
  expect(numbersOf(kept)).toEqual([3, 0, 0, 0]);
  expect([run.fileRemovedAt, kept.fileRemovedAt]).toEqual([null, expect.any(String)]);
  await expect(given.importer.rows.errorsFile(given.viewer, run.id)).rejects.toMatchObject({ code: 'file.removed' });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it did not come about');
}
