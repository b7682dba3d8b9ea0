import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBackup } from '@app/backups';
import { openDatabase, Settings } from '@app/platform';
import type { OpenedDatabase } from '@app/platform';
import { SAMPLE_DISTRICT } from '../../apps/cli/src/support/sample-district.js';
import { whoseBackup } from '../../apps/cli/src/support/whose-backup.js';
import { prepare } from '../../database/migrate.js';
import { using } from '../support/bare-machine.js';
import { Given } from '../support/given.js';

// A cluster of its own, and every migration twice.
jest.setTimeout(120_000);

let dataDir: string;
let settings: Settings;
let district: OpenedDatabase;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cubby-whose-'));
  // Or Postgres, who is somebody else, gets a place that outlives the test.
  await chmod(dataDir, 0o755);
  settings = Settings.from({ DATA_DIR: dataDir });
  district = await openDatabase(settings);
});
afterAll(async () => {
  await district.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function backupOf(target: OpenedDatabase, name: string): Promise<string> {
  await prepare(target);
  const path = join(dataDir, name);
  await using(target.appUrl, async (db) => {
    await new Given(db).district();
    const place = { path, passphrase: undefined, isNamed: true };
    await runBackup(db, settings, { cause: 'command', requestedBy: null }, place);
  });
  return path;
}

it('a proof goes to the district that took the backup: the sample where it was that', async () => {
  const ours = await backupOf(district, 'ours.tar');
  // Where there is no sample none is made.
  expect(await whoseBackup(settings, ours)).toEqual({});
  expect(await district.server?.hasDatabase(SAMPLE_DISTRICT.name)).toBe(false);
  const sample = await openDatabase(settings, SAMPLE_DISTRICT);
  try {
    const theirs = await backupOf(sample, 'sample.tar');
    expect(await whoseBackup(settings, theirs)).toEqual(SAMPLE_DISTRICT);
    expect(await whoseBackup(settings, ours)).toEqual({});
  } finally {
    await sample.stop();
  }
});
