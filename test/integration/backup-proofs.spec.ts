import { chmod, mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { backupChecks, backupHealth, BackupWorker, ProofWorker } from '@app/backups';
import { EmbeddedPostgres, JobRegistry, JobRuns, Jobs, Settings, VitalSigns } from '@app/platform';
import { restoreParts } from '../../apps/server/src/restore-parts.js';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given } from '../support/given.js';
import { withAdmin } from '../support/test-server.js';

jest.setTimeout(120_000);
Logger.overrideLogger(false);

let test: TestDatabase;
let dataDir: string;
let settings: Settings;
let server: EmbeddedPostgres;
let signs: VitalSigns;
let nightly: BackupWorker;
let proofs: ProofWorker;

beforeAll(async () => {
  test = await testDatabase();
  const given = new Given(test.database);
  await given.district();
  const site = await given.site('LHS');
  await given.device(site);
  await given.account();
  dataDir = await mkdtemp(join(tmpdir(), 'cubby-proofs-'));
  // Postgres runs as somebody else, who has to get there.
  await chmod(dataDir, 0o755);
  server = await EmbeddedPostgres.start({ folder: join(dataDir, 'postgres'), durable: false });
  settings = Settings.from({ DATA_DIR: dataDir, PUBLIC_URL: 'http://localhost:3000' });
  const [registry, runs, jobs] = [new JobRegistry(), new JobRuns(test.database), new Jobs(test.database)];
  signs = new VitalSigns();
  nightly = new BackupWorker(test.database, settings, registry, runs, signs, jobs);
  nightly.onModuleInit();
  proofs = new ProofWorker(test.database, settings, registry, restoreParts);
});
afterAll(async () => {
  await server.stop();
  await test.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() =>
  test.asSuperuser(
    `DELETE FROM backup_run; DELETE FROM backup_proof; DELETE FROM pgboss.job WHERE name LIKE 'backups.%'`,
  ),
);
afterEach(() => jest.restoreAllMocks());

const ordered = async (): Promise<number> =>
  (await test.asSuperuser(`SELECT 1 FROM pgboss.job WHERE name = 'backups.prove'`)).length;
const health = () => backupHealth(test.database.read, settings);
const problems = async (): Promise<string[]> =>
  (await backupChecks(test.database.read, settings)).filter(({ level }) => level === 'problem').map(({ text }) => text);
/** Backups and proofs were so long ago. */
const later = (interval: string): Promise<unknown> =>
  test.asSuperuser(
    `UPDATE backup_run SET begun_at = begun_at - '${interval}'::interval, ended_at = ended_at - '${interval}'::interval,
       taken_at = taken_at - '${interval}'::interval;
     UPDATE backup_proof SET proven_at = proven_at - '${interval}'::interval`,
  );
const left = async (): Promise<string[]> => {
  const { rows } = await withAdmin(server, (admin) =>
    admin.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE 'cubby_verify%'`),
  );
  const folders = (await readdir(dataDir)).filter((name) => name.startsWith('cubby_verify'));
  return [...rows.map(({ datname }) => datname), ...folders];
};

it('is ordered by the nightly backup, restores that, and leaves nothing', async () => {
  await nightly.run({});
  expect(await ordered()).toBe(1);
  await proofs.run();
  const { provenAt, lastProof, newest, problems: wrong } = await health();
  expect(lastProof).toMatchObject({ at: provenAt, fileName: newest?.fileName, error: null });
  expect([newest?.provenAt, wrong]).toEqual([provenAt, []]);
  expect(await left()).toEqual([]);
  // The next nights are too early, the seventh is not.
  await later('25 hours');
  await nightly.run({});
  expect(await ordered()).toBe(1);
  await later('143 hours');
  await nightly.run({});
  expect(await ordered()).toBe(2);
});

it('is not ordered where the policy says never', async () => {
  await test.asSuperuser('UPDATE policy_backup SET prove_days = 0');
  await nightly.run({});
  expect(await ordered()).toBe(0);
  await later('60 days');
  expect((await health()).problems).toEqual(['backup-overdue']);
  await test.asSuperuser('UPDATE policy_backup SET prove_days = 7');
});

it('that fails is loud in log, warnings, metrics and doctor until one succeeds, and is ordered again', async () => {
  await nightly.run({});
  const { newest } = await health();
  await truncate(join(settings.backupFolder, String(newest?.fileName)), 20_000);
  const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  await proofs.run();
  expect(log).toHaveBeenCalledWith({ event: 'backup.proof-failed' }, expect.any(String));
  const { lastProof, provenAt } = await health();
  expect(provenAt).toBeNull();
  expect(lastProof?.error).toContain('The backup is incomplete: the file ends too early');
  expect(await signs.warnings()).toEqual(['proof-failed']);
  const failures = signs.all().find(({ name }) => name === 'cubby_backup_proof_failures_total');
  expect(await failures?.read()).toBe(1);
  expect(await problems()).toEqual([expect.stringContaining('The last restore for proof failed')]);
  await later('25 hours');
  await nightly.run({});
  expect(await ordered()).toBe(2);
  await proofs.run();
  expect((await health()).problems).toEqual([]);
});

it('of a file that is not there says so', async () => {
  await nightly.run({});
  await rm(join(settings.backupFolder, String((await health()).newest?.fileName)));
  await proofs.run();
  expect((await health()).lastProof?.error).toBe('The file of the newest backup is not in the folder of backups');
});

it('that never comes is a problem two nights after it was due', async () => {
  await nightly.run({});
  await later('8 days');
  await nightly.run({});
  expect((await health()).problems).toEqual([]);
  await later('25 hours');
  await nightly.run({});
  expect((await health()).problems).toEqual(['proof-overdue']);
  expect(await problems()).toEqual([expect.stringContaining('No backup was proven for longer than the policy wants')]);
});

it('is not tried where it cannot be, and doctor says why', async () => {
  jest.spyOn(EmbeddedPostgres, 'whyMissing').mockReturnValue('There is no server for this machine');
  await nightly.run({});
  await proofs.run();
  expect((await health()).lastProof).toBeNull();
  const advice = (await backupChecks(test.database.read, settings)).map(({ text }) => text);
  expect(advice).toContainEqual(
    expect.stringContaining('No backup can be proven on this machine. There is no server for this machine. Run cubby'),
  );
});

it('clears away what a killed one left', async () => {
  await server.ensureDatabase('cubby_verify_dead');
  await mkdir(join(dataDir, 'cubby_verify_dead'));
  await nightly.run({});
  await proofs.run();
  expect((await health()).lastProof?.error).toBeNull();
  expect(await left()).toEqual([]);
});
