import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreBackup } from '@app/backups';
import { migrationPlan } from '../../database/migrate.js';
import type { BackedUp, RestoreMachine } from '../support/backed-up.js';
import { backedUp, restoreMachine } from '../support/backed-up.js';
import { tableHashes, using } from '../support/bare-machine.js';
import { Given } from '../support/given.js';
import { until } from '../support/until.js';

let source: BackedUp;
let machine: RestoreMachine;
beforeAll(async () => void (source = await backedUp()));
afterAll(() => source.close());
beforeEach(async () => void (machine = await restoreMachine()));
afterEach(() => machine.gone());

describe('a file that is not a whole backup', () => {
  let path: string;
  beforeAll(async () => void ({ path } = await source.backup('to-break.tar')));

  it.each([
    ['nothing', (_: Buffer) => Buffer.alloc(0), 'backup.not-a-backup'],
    ['a spreadsheet', (_: Buffer) => Buffer.from(`name,tag\n${'x,1\n'.repeat(500)}`), 'backup.not-a-backup'],
    ['half of one', (whole: Buffer) => whole.subarray(0, whole.length / 2), 'backup.incomplete'],
    ['all but the seal', (whole: Buffer) => whole.subarray(0, whole.length - 2048), 'backup.incomplete'],
    [
      'one with a byte changed',
      (whole: Buffer) => changed(whole, whole.indexOf('tables/public.device/') + 600),
      'backup.damaged',
    ],
    [
      'one with its manifest changed',
      (whole: Buffer) => changed(whole, whole.lastIndexOf('"rows"') + 10),
      'backup.damaged',
    ],
    [
      'one with something behind it',
      (whole: Buffer) => Buffer.concat([whole.subarray(0, -1024), whole]),
      'backup.damaged',
    ],
  ])('%s is refused before anything is written', async (_name, make, code) => {
    const broken = join(source.folder, 'broken.tar');
    await writeFile(broken, make(await readFile(path)));
    await expect(machine.restore(broken)).rejects.toMatchObject({ code });
    expect(await machine.isBare()).toBe(true);
    expect(await readdir(machine.dataDir)).toEqual([]);
  });

  it('does not come into being when the backup fails in the middle', async () => {
    const orphan = await source.storedFile('soon gone');
    await rm(join(source.folder, 'files', 'photo', orphan));
    await source.test.asSuperuser('CREATE TABLE zz_unreadable (id int PRIMARY KEY)');
    await expect(source.backup('failed.tar')).rejects.toThrow(/permission denied/);
    await source.test.asSuperuser('DROP TABLE zz_unreadable');
    expect((await readdir(join(source.folder, 'backups'))).filter((name) => name.startsWith('failed'))).toEqual([]);
    // The connection of the one that failed may live a moment longer, and its lock with it.
    const next = await until(
      () => source.backup('then.tar').catch((error: { code: string }) => error),
      (answer) => 'manifest' in answer || answer.code !== 'backup.under-way',
    );
    expect(next).toMatchObject({ manifest: { filesMissing: [`files/photo/${orphan}`] } });
    await source.test.asSuperuser('DELETE FROM stored_file WHERE id = $1', [orphan]);
  });
});

describe('a database that is not empty', () => {
  it('is refused, whatever is in it, and stays as it is', async () => {
    const { path } = await source.backup('refused.tar');
    await machine.owner(async (db) => {
      await db.transaction((tx) => tx.execute('CREATE TABLE of_somebody_else (id int)'));
    });
    await expect(machine.restore(path)).rejects.toMatchObject({ code: 'backup.database-not-empty' });
    await machine.owner((db) => db.transaction((tx) => tx.execute('DROP TABLE of_somebody_else')));
    await machine.start();
    await using(machine.appUrl, (db) => new Given(db).district());
    await expect(machine.restore(path)).rejects.toMatchObject({
      code: 'backup.database-not-empty',
      details: { what: 'the table district has rows' },
    });
    const [{ name }] = await machine.owner((db) => db.read.query<{ name: string }>('SELECT name FROM district'));
    expect(name).toBe('Test Unified');
  });

  it('may have been started once, but not be in use; what lay in its source.folder is set aside', async () => {
    const { path } = await source.backup('started.tar');
    await machine.start();
    await writeFile(join(machine.dataDir, 'secret.key'), 'the key of the first start');
    const inUse = using(machine.appUrl, async (db) => {
      await db.read.query('SELECT 1');
      await expect(machine.restore(path)).rejects.toMatchObject({ code: 'backup.database-in-use' });
    });
    await inUse;
    const { aside } = await machine.restore(path);
    expect(aside).toEqual([expect.stringMatching(/^secret\.key\.before-restore-/)]);
    expect(await readFile(join(machine.dataDir, aside[0]), 'utf8')).toBe('the key of the first start');
  });
});

it('two restores at once: one is whole, the other refuses', async () => {
  const { path } = await source.backup('twice.tar');
  const both = await Promise.allSettled([machine.restore(path), machine.restore(path)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({ kind: 'conflict' });
  expect(await machine.owner(tableHashes)).toEqual(await tableHashes(source.test.database));
});

describe('a restore that is killed', () => {
  it('leaves nothing that starts, and the next one is whole', async () => {
    const { path } = await source.backup('killed.tar');
    const steps: string[] = [];
    const { ownerUrl, dataDir } = machine;
    const order = { path, target: { ownerUrl, appRole: 'cubby_app' }, plan: migrationPlan, dataDir };
    // The last moment before the commit: rows and files are there, and the server's end of the connection dies.
    const killed = restoreBackup({
      ...order,
      onStep: (step) => {
        steps.push(step);
        if (step === 'compare')
          void source.test.asSuperuser(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cubby restore'`,
          );
      },
    });
    await expect(killed).rejects.toThrow();
    expect(steps).toEqual(['check', 'schema', 'load', 'compare']);
    await expect(machine.start()).rejects.toThrow('A restore into this database did not finish');
    const [{ rows }] = await machine.owner((db) =>
      db.read.query<{ rows: number }>('SELECT count(*)::int AS rows FROM device'),
    );
    expect(rows).toBe(0);
    await machine.restore(path);
    expect(await machine.owner(tableHashes)).toEqual(await tableHashes(source.test.database));
    await machine.start();
  });
});

function changed(whole: Buffer, at: number): Buffer {
  const copy = Buffer.from(whole);
  copy[at] ^= 0x5a;
  return copy;
}
