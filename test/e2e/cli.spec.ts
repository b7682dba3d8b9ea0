import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliAnswer } from '../support/cli-process.js';
import { cubby } from '../support/cli-process.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given } from '../support/given.js';
import type { ServerProcess } from '../support/server-process.js';
import { ready, spawnServer } from '../support/server-process.js';
import { accountAs } from '../support/sign-in.js';

const GOOD = 'violet otter canyon lamp';

let folder: string;
let database: TestDatabase;
let given: Given;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cubby-cli-'));
  // Or Postgres, who is somebody else, gets a place that outlives the test.
  await chmod(folder, 0o755);
  database = await testDatabase();
  given = new Given(database.database);
  settings = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, DATA_DIR: folder };
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (args: string[], input?: string): Promise<CliAnswer> => cubby(settings, args, input);
const count = async (table: string): Promise<number> =>
  (await database.database.read.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0].n;
const file = async (name: string, lines: string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, lines.join('\n'));
  return path;
};

describe('cubby', () => {
  it('says what it can do, and what is wrong with what it was asked, without a stack', async () => {
    const help = await run(['--help']);
    expect([help.code, help.err]).toEqual([0, '']);
    for (const command of ['migrate', 'create-admin', 'import', 'verify-ledger', 'doctor'])
      expect(help.out).toContain(command);
    const unknown = await run(['no-such-thing']);
    expect([unknown.code, unknown.out]).toEqual([1, '']);
    expect(unknown.err).toContain("unknown command 'no-such-thing'");
    const wrong = await cubby({ ...settings, PORT: 'http' }, ['migrate']);
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toMatch(/Cubby cannot start with these settings:\n {2}- PORT must be/);
    expect(wrong.err).not.toMatch(/\n\s+at /);
  });
});

describe('cubby sample', () => {
  it('77: removes the sample district whole, its sign-ins too', async () => {
    const own = { DATA_DIR: join(folder, 'sample') };
    await mkdir(own.DATA_DIR);
    await writeFile(join(own.DATA_DIR, 'sample-sign-ins.json'), '[]');
    expect(await cubby(own, ['sample', '--remove'])).toEqual({
      code: 0,
      out: 'The sample district is gone.\n',
      err: '',
    });
    expect((await readdir(own.DATA_DIR)).filter((name) => name.startsWith('sample'))).toEqual([]);
  }, 60_000);
});

describe('cubby migrate', () => {
  it('changes nothing that is up to date, and names what it did to what is not', async () => {
    expect(await run(['migrate'])).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' });
    await database.asSuperuser(`UPDATE sql_function_checksum SET checksum = 'old' WHERE lib = 'directory'`);
    const again = await run(['migrate']);
    expect(again).toMatchObject({ code: 0, err: '' });
    // Those that may call them follow.
    expect(again.out).toMatch(/^functions {3}directory\n(functions {3}[\w-]+\n)+The database is up to date\.\n$/);
  });
});

describe('cubby create-admin', () => {
  const admin = (email: string, password: string): Promise<CliAnswer> =>
    run(['create-admin', '--email', email, '--name', 'Dana Whitfield'], `${password}\n`);
  let server: ServerProcess;
  afterAll(async () => {
    server.process.kill('SIGTERM');
    await server.exited;
  });

  it('leaves the first account to the set-up page', async () => {
    const answer = await admin('dana@example.org', GOOD);
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toContain('open /setup with the code on its console');
    expect(await count('account')).toBe(0);
  });

  it('makes an account that signs in at a running server, and refuses it a second time', async () => {
    await given.district();
    await given.site('LHS');
    await accountAs(database.database, 'it-admin', null);
    server = await spawnServer(settings);
    await ready(server);
    const signIn = async (password: string): Promise<number> =>
      (
        await fetch(`${server.url}/api/v1/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: 'dana@example.org', password }),
        })
      ).status;
    expect(await signIn(GOOD)).toBe(401);

    const made = await admin('dana@example.org', GOOD);
    expect(made).toEqual({ code: 0, out: 'The administrator can sign in now.\n', err: '' });
    expect(await signIn(GOOD)).toBe(204);
    expect(await signIn(`${GOOD} `)).toBe(401);

    const second = await admin('Dana@Example.org', 'another violet otter lamp');
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toBe('Another account has this e-mail address (account.email-taken)\n');
    expect(await signIn(GOOD)).toBe(204);
  });

  it.each([
    ['too short', 'short', 'must have at least 15 characters'],
    ['the name of the district', 'Unified Test 2026!', 'names, common words'],
  ])('refuses a password that is weak, and says why: %s', async (_what, password, words) => {
    const before = await count('account');
    const answer = await admin('weak@example.org', password);
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toContain('This password is not accepted');
    expect(answer.err).toContain(words);
    expect(answer.err).not.toContain(password);
    expect(await count('account')).toBe(before);
  });

  it('refuses without a password, and with an address that is none', async () => {
    expect(await run(['create-admin', '--email', 'x@example.org', '--name', 'X'])).toEqual({
      code: 1,
      out: '',
      err: 'No password was given.\n',
    });
    expect((await admin('nobody', GOOD)).err).toBe('--email must be an e-mail address.\n');
  });
});

describe('cubby import', () => {
  it('says what a file of people would do and writes nothing, then does it, and nothing the second time', async () => {
    const path = await file('people.csv', [
      'student number,first name,last name,grade,site',
      '700001,Ana,Wu,9,LHS',
      '700002,Leo,Park,10,LHS',
      '700003,Kai,Ono,9,NOWHERE',
    ]);
    const dry = await run(['import', 'people', path, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(/student number +→ number/);
    expect(dry.out).toContain('The dry run: 2 created, 0 changed, 0 unchanged, 1 refused.');
    expect(dry.out).toContain('line 4: site “NOWHERE” is not a site.');
    expect(dry.out).toContain('Nothing was written.');
    expect(await count('person')).toBe(0);
    const logged = await cubby({ ...settings, LOG_LEVEL: 'debug' }, ['import', 'people', path, '--dry-run']);
    expect(logged.out).toBe(dry.out);
    const loggers = logged.err
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { logger?: string }).logger);
    expect(loggers).toContain('Imports');

    expect((await run(['import', 'people', path])).out).toContain('The import: 2 created,');
    expect(await count('person')).toBe(2);
    const again = await run(['import', 'people', path]);
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('0 created, 0 changed, 2 unchanged')]);
  });

  it('says what a roster would do and writes nothing, then does it; one that lost its students stops', async () => {
    await given.site('ROS');
    // With a second source nobody asks about the people of the other tests.
    await database.asSuperuser(`INSERT INTO roster_source (code, name) VALUES ('other', 'Other')`);
    const night = join(folder, 'night');
    await mkdir(night);
    const lay = (name: string, lines: string[]) => file(join('night', name), [...lines, '']);
    const users = 'sourcedId,orgSourcedIds,givenName,familyName,username,password,role,grade';
    await lay('orgs.csv', ['sourcedId,name,type,identifier', 'o1,Roster School,school,ROS']);
    await lay('users.csv', [
      users,
      'stu-1,o1,Mo,Ray,mo,x,student,11',
      'stu-2,o1,Li,Ray,li,x,student,11',
      'stu-3,o9,No,Ray,no,x,student,9',
    ]);
    const files = () => database.asSuperuser('SELECT id FROM stored_file WHERE removed_at IS NULL ORDER BY id');
    const [before, kept] = [await count('person'), await files()];
    const dry = await run(['import', 'roster', night, '--source', 'sis', '--dry-run']);
    expect([dry.code, dry.err]).toEqual([0, '']);
    expect(dry.out).toContain('users: 3 rows, bulk; not read: password');
    expect(dry.out).toContain('The dry run: 2 created,');
    expect(dry.out).toContain(
      'Refused: users line 4, stu-3: site “o9” is an organisation of the roster that is no site yet',
    );
    expect([await count('person'), await count('roster_run')]).toEqual([before, 0]);
    expect(await database.asSuperuser('SELECT code FROM roster_source')).toEqual([{ code: 'other' }]);
    expect(await files()).toEqual(kept);
    await mkdir(join(folder, 'lunch'));
    await file(join('lunch', 'lunch.csv'), ['menu,price', 'soup,2', '']);
    const unreadable = await run(['import', 'roster', join(folder, 'lunch'), '--source', 'sis', '--dry-run']);
    expect(unreadable.code).toBe(1);
    expect(await database.asSuperuser('SELECT code FROM roster_source')).toEqual([{ code: 'other' }]);
    const done = await run(['import', 'roster', night, '--source', 'sis']);
    expect(done.out).toContain('The roster: 2 created,');
    expect([done.code, done.err]).toEqual([1, expect.stringContaining('One row was refused.')]);
    expect(await count('person')).toBe(before + 2);
    await lay('users.csv', [users, 'stu-1,o1,Mo,Ray,mo,x,student,12', 'stu-2,x', 'stu-3,x']);
    const mostly = await run(['import', 'roster', night, '--source', 'sis']);
    expect([mostly.code, mostly.err]).toEqual([1, expect.stringContaining('More than 10 % of it is refused')]);
    await lay('users.csv', [users]);
    const wouldStop = await run(['import', 'roster', night, '--source', 'sis', '--dry-run']);
    expect([wouldStop.code, wouldStop.err]).toEqual([1, expect.stringContaining('There is no student in these files')]);
    const stopped = await run(['import', 'roster', night, '--source', 'sis']);
    const noStudents =
      'The roster stops. There is no student in these files. An export that was cut off looks like this. Everybody of before would be missing: 2 people. Nothing has been changed.';
    expect([stopped.code, stopped.err]).toEqual([1, expect.stringContaining(noStudents)]);
  });

  it('takes signed agreements, and the same file only once', async () => {
    await database.asSuperuser(`INSERT INTO school_year (label, starts_on, ends_on)
      SELECT 'now', current_date - 100, current_date + 150 WHERE NOT EXISTS (SELECT 1 FROM school_year)`);
    const [{ day }] = await database.asSuperuser('SELECT (current_date - 2)::text AS day');
    const path = await file('agreements.csv', [
      'student number,signed on,signed by,opted out',
      `700001,${String(day)},Rosa Wu,`,
      '700002,,,yes',
      `799999,${String(day)},,`,
    ]);
    const done = await run(['import', 'agreements', path]);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('line 4: student number “799999” is not the number of a student.');
    expect(done.out).toContain('The import: 2 created, 0 changed, 0 unchanged, 1 refused.');
    expect(await count('person_agreement')).toBe(2);
    expect((await run(['import', 'agreements', path])).out).toContain('0 created, 0 changed, 2 unchanged, 1 refused');
  });

  it('prints each change from what to what, and writes all changes and the refused lines to files', async () => {
    const numbers = [1, 2, 3, 4, 5, 6].map((n) => `70010${n}`);
    const lines = (grade: string): string[] => [
      'student number,first name,last name,grade,site',
      ...numbers.map((number) => `${number},Ana,Wu,${grade},LHS`),
    ];
    await run(['import', 'people', await file('before.csv', lines('9'))]);
    const path = await file('after.csv', [...lines('10'), '700107,Kai,Ono,9,NOWHERE']);
    const [changes, errors] = [join(folder, 'changes.csv'), join(folder, 'errors.csv')];
    const dry = await run(['import', 'people', path, '--dry-run', '--changes', changes, '--errors', errors]);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('grade: 6 changed\n  line 2, 700101: “9” → “10”\n');
    expect(dry.out).toContain('line 6, 700105: “9” → “10”\n  and 1 more; --changes FILE writes all of them.\n');
    expect((await readFile(changes, 'utf8')).split('\r\n')).toEqual([
      '\ufeffline,key,field,from,to',
      ...numbers.map((number, n) => `${n + 2},${number},grade,9,10`),
      '',
    ]);
    expect((await readFile(errors, 'utf8')).split('\r\n')).toEqual([
      '\ufeffstudent number,first name,last name,grade,site,error',
      expect.stringMatching(/^700107,Kai,Ono,9,NOWHERE,.*is not a site/),
      '',
    ]);
    const log = await database.database.read.query(`SELECT row_count FROM access_log WHERE action = 'people.exported'`);
    expect(log).toEqual([{ row_count: 6 }, { row_count: 1 }]);
  });

  it('takes devices with columns that are named by hand', async () => {
    const path = await file('devices.csv', ['Sticker,Make,Type,Where', 'CLI-1,Acer,C734,LHS', 'CLI-2,Acer,C734,LHS']);
    const guess = await run(['import', 'devices', path, '--dry-run']);
    expect([guess.code, guess.out]).toEqual([1, expect.stringMatching(/Sticker +→ not read/)]);
    const map = ['--map', 'tag=Sticker', '--map', 'model=3', '--map', 'site=Where'];
    const done = await run(['import', 'devices', path, ...map]);
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('The import: 2 created')]);
    expect(await count('device')).toBe(2);
  });

  it('says which lines give a device a tag whose labels were voided', async () => {
    const tag = await given.voidedTag(await given.site(), 'CLIVOID-');
    const path = await file('voided.csv', ['Asset Tag,Make,Model,Site', `${tag},Acer,C734,LHS`, 'CLI-9,Acer,C734,LHS']);
    const dry = await run(['import', 'devices', path, '--dry-run']);
    expect(dry.out).toContain(`line 2: the labels with tag ${tag} were voided, “Smeared”`);
    expect(dry.out).toContain('Look that no second label with these tags is about.');
    expect(dry.out).not.toContain('line 3:');
  });

  it('75: says that numbers lost their zeros, pads them when it is told to, and only then', async () => {
    const lines = (...numbers: string[]): string[] => [
      'student number,first name,last name,site',
      ...numbers.map((number) => `${number},Ana,Wu,LHS`),
    ];
    await run(['import', 'people', await file('whole.csv', lines('071001', '071002', '071003'))]);
    const path = await file('lost.csv', lines('71001', '71004'));
    const dry = await run(['import', 'people', path, '--dry-run']);
    expect(dry.out).toContain(
      'student number: 2 may have lost zeros in front, such as 71001. To pad them: --pad number=6',
    );
    expect(dry.out).toContain('The dry run: 2 created, 0 changed, 0 unchanged, 0 refused.');
    const padded = await run(['import', 'people', path, '--pad', 'number=6']);
    expect(padded.out).toContain('Numbers in number are padded to 6 digits.');
    expect(padded.out).toContain('The import: 1 created, 0 changed, 1 unchanged, 0 refused.');
    expect(padded.out).not.toContain('may have lost');
    expect((await run(['import', 'people', path, '--pad', 'tag=6'])).err).toContain(
      'options.pad.tag must be one of: number',
    );
    expect((await run(['import', 'people', path, '--pad', '6'])).err).toBe(
      '--pad takes field=digits, such as tag=6, not 6\n',
    );
  });

  it.each([
    [['import', 'people', '/no/such/file.csv'], 'There is no file /no/such/file.csv that can be read.'],
    [['import', 'lockers', 'x.csv'], "'lockers' is invalid"],
  ])('refuses %j in words', async (args, words) => {
    const answer = await run(args);
    expect([answer.code, answer.out]).toEqual([1, '']);
    expect(answer.err).toContain(words);
    expect(answer.err).not.toMatch(/\n\s+at /);
  });
});

describe('cubby verify-ledger', () => {
  it('ends with 0 on a whole ledger, and with 1 and the name of the entry on a broken one', async () => {
    const whole = await run(['verify-ledger']);
    expect([whole.code, whole.out]).toEqual([0, expect.stringMatching(/^The ledger is whole: 2 devices, /)]);
    await database.asSuperuser(
      `SET session_replication_role = replica;
       UPDATE device_event SET after = after || '{"condition": "A"}' WHERE device_id = (SELECT id FROM device WHERE asset_tag = 'CLI-2')`,
    );
    const broken = await run(['verify-ledger']);
    expect(broken.code).toBe(1);
    expect(broken.out).toMatch(/device [0-9a-f-]{36} \(CLI-2\) entry 1: the entry was edited/);
    expect(broken.err).toContain('The ledger is broken');
  });
});

describe('cubby doctor', () => {
  it('ends with 1 when something must be done, and says what', async () => {
    const here = await run(['doctor']);
    // The server of the tests gives up safety for speed.
    expect([here.code, here.err]).toEqual([1, '\nOne problem found.\n']);
    expect(here.out).toMatch(/^PROBLEM .*fsync.* off: a crash loses scans\.$/m);
    expect(here.out).toMatch(/^ok {6}The ledger is append-only by grant and by trigger$/m);
    const away = await cubby({ ...settings, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, ['doctor']);
    expect(away.code).toBe(1);
    expect(away.out).toMatch(
      /^PROBLEM The database at 127\.0\.0\.1:1\/none cannot be reached: .*Look at DATABASE_URL\.$/m,
    );
  });

  it('ends with 0 on a database of our own, which an earlier command made', async () => {
    const own = { DATA_DIR: join(folder, 'own') };
    const empty = await cubby(own, ['doctor']);
    expect([empty.code, empty.err]).toEqual([1, '\nOne problem found.\n']);
    expect(empty.out.match(/^PROBLEM .*$/gm)).toEqual([expect.stringContaining('is empty: run cubby migrate')]);
    const made = await cubby(own, ['migrate']);
    expect([made.code, made.out]).toEqual([0, expect.stringContaining('migration   Directory1790000000003')]);
    expect(made.out).not.toContain('[Nest]');
    const healthy = await cubby(own, ['doctor']);
    expect(healthy.out).not.toContain('PROBLEM');
    expect(healthy.out).toMatch(/^ok {6}Roles that manage accounts, and finance, sign in with a second factor$/m);
    expect([healthy.code, healthy.err]).toEqual([0, '']);
    const sample = await cubby(own, ['doctor', '--sample']);
    expect(sample.out.match(/^PROBLEM .*$/gm)).toEqual(['PROBLEM There is no sample district yet: run cubby sample.']);
    // No server is left behind.
    await expect(readFile(join(own.DATA_DIR, 'postgres/data/postmaster.pid'))).rejects.toThrow();
  }, 120_000);
});
