import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Viewer } from '@app/platform';
import { backupPath } from '../dump/take-backup.js';
import { backupHealth, recordProof } from './backup-records.js';
import { TestBackups } from './backups.test-support.js';

const NOT_THERE = 'The folder of BACKUP_DIR is not there: mount its share, or make it';

let backups: TestBackups;
beforeAll(async () => {
  backups = await TestBackups.open();
});
afterAll(() => backups.close());
beforeEach(() => backups.forget());

const measured = async (): Promise<Record<string, number>> => {
  const values: Record<string, number> = {};
  for (const { name, read } of backups.signs.all()) values[name] = await read();
  return values;
};
const later = (interval: string): Promise<unknown> =>
  backups.test.asSuperuser(
    `UPDATE backup_run SET begun_at = begun_at - $1::interval, ended_at = ended_at - $1::interval, taken_at = taken_at - $1::interval`,
    [interval],
  );

describe('by the clock', () => {
  it('takes the backup of the night once, and makes up for a night that was missed', async () => {
    await backups.worker.run({});
    await backups.worker.run({});
    const { items, newest, problems, running, encrypts } = await backups.state();
    expect(items).toMatchObject([
      { cause: 'scheduled', state: 'done', encrypted: false, removedAt: null, provenAt: null },
    ]);
    expect({ newest, problems, running, encrypts }).toMatchObject({
      newest: items[0],
      problems: [],
      running: null,
      encrypts: false,
    });
    expect(await backups.files()).toEqual([items[0].fileName]);
    await later('25 hours');
    await backups.worker.run({});
    expect((await backups.state()).items).toHaveLength(2);
    expect(await backups.test.asSuperuser('SELECT DISTINCT state FROM job_run')).toEqual([{ state: 'done' }]);
  });

  it('is left alone before there is a district, and in the sample', async () => {
    await backups.test.asSuperuser('UPDATE district SET sample = true');
    await backups.worker.run({});
    expect((await backups.state()).items).toEqual([]);
    await backups.test.asSuperuser('UPDATE district SET sample = false');
  });

  it('encrypts where there is a passphrase', async () => {
    await mkdir(join(backups.folder, 'locked'));
    backups.use({ BACKUP_PASSPHRASE: 'seven lamps in the corridor', BACKUP_DIR: join(backups.folder, 'locked') });
    await backups.worker.run({});
    const { newest, encrypts } = await backups.state();
    expect([newest?.encrypted, encrypts]).toEqual([true, true]);
    expect(await backups.files()).toEqual([expect.stringMatching(/^cubby-.*Z\.tar\.age$/)]);
    backups.use({});
  });

  it('keeps what the policy says, and the one that was proven', async () => {
    await mkdir(join(backups.folder, 'kept'));
    backups.use({ BACKUP_DIR: join(backups.folder, 'kept') });
    const before = (await backups.state()).policy;
    await backups.service.edit(backups.admin, {
      hour: 1,
      keepNewest: 2,
      keepMonths: 0,
      proveDays: 9,
      version: before.version,
    });
    for (let night = 0; night < 4; night += 1) {
      await backups.worker.run({});
      const [{ fileName, takenAt }] = (await backups.state()).items;
      if (night === 0 && fileName && takenAt)
        await recordProof(backups.test.database, {
          path: join(backups.settings.backupFolder, fileName),
          fileName,
          takenAt,
          seconds: 9,
        });
      await later('25 hours');
      // Names have the second in them.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    const { items } = await backups.state();
    expect(items.map(({ removedAt, provenAt }) => [removedAt !== null, provenAt !== null])).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [false, true],
    ]);
    expect(await backups.files()).toEqual(
      items
        .filter(({ removedAt }) => removedAt === null)
        .map(({ fileName }) => fileName)
        .sort(),
    );
    await expect(
      backups.service.edit(backups.admin, {
        hour: 2,
        keepNewest: 2,
        keepMonths: 0,
        proveDays: 0,
        version: before.version,
      }),
    ).rejects.toMatchObject({
      code: 'backup-policy.version-conflict',
    });
    expect(await backups.test.asSuperuser(`SELECT after FROM admin_log WHERE action = 'backup-policy.edited'`)).toEqual(
      [{ after: { hour: 1, keepNewest: 2, keepMonths: 0, proveDays: 9 } }],
    );
    backups.use({});
  });
});

describe('a backup that fails', () => {
  it('is loud: log, page, metrics, readiness, doctor; and leaves no file', async () => {
    const share = join(backups.folder, 'share');
    backups.use({ BACKUP_DIR: share });
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await backups.worker.run({});
    expect(log).toHaveBeenCalledWith(
      { event: 'backup.failed', cause: 'scheduled', reason: NOT_THERE },
      expect.any(String),
    );
    log.mockRestore();
    const { items, problems, folderProblem } = await backups.state();
    expect(items).toMatchObject([{ state: 'failed', fileName: null, error: NOT_THERE }]);
    expect(folderProblem).toBe(NOT_THERE);
    // Made in its place it would have filled the local disk.
    await expect(stat(share)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(problems).toEqual(['backup-failed', 'backup-folder']);
    expect(await backups.signs.warnings()).toEqual(['backup-failed', 'backup-folder']);
    expect(await measured()).toEqual({
      cubby_backup_age_seconds: Infinity,
      cubby_backup_last_verified_seconds: Infinity,
      cubby_backup_failures_total: 1,
      cubby_backup_folder_usable: 0,
      cubby_backup_proof_failures_total: 0,
    });
    const findings = await backups.checks();
    expect(findings.filter(({ level }) => level === 'problem').map(({ text }) => text)).toEqual([
      'The last backup failed (the newest good one: none yet). Look at /admin/backups.',
      `No backup can go to ${share}. ${NOT_THERE}.`,
    ]);
    expect(await backups.test.asSuperuser('SELECT state FROM job_run')).toEqual([{ state: 'failed' }]);
    backups.use({});
    // The next hour tries again, and a good one puts it right.
    await backups.worker.run({});
    expect((await backupHealth(backups.test.database.read, backups.settings)).problems).toEqual([]);
    expect((await measured())['cubby_backup_age_seconds']).toBeLessThan(60);
  });

  it('for a mount point without its share is one: the last backup is not there', async () => {
    const share = join(backups.folder, 'mounted');
    await mkdir(share);
    backups.use({ BACKUP_DIR: share });
    const findings = async () =>
      (await backups.checks()).filter(({ level }) => level === 'problem').map(({ text }) => text);
    expect(await findings()).toEqual([]);
    await backups.worker.run({});
    const [{ fileName }] = (await backups.state()).items;
    expect([await backups.signs.warnings(), (await measured())['cubby_backup_folder_usable']]).toEqual([[], 1]);
    // The share goes away: what is left of it is an empty folder of the local disk.
    await rename(share, `${share}-away`);
    await mkdir(share);
    const why = `The folder of BACKUP_DIR does not hold the last backup, ${fileName}: mount its share. If it was taken away, run cubby backup --to the folder`;
    expect(await backups.state()).toMatchObject({ problems: ['backup-folder'], folderProblem: why });
    expect([await backups.signs.warnings(), (await measured())['cubby_backup_folder_usable']]).toEqual([
      ['backup-folder'],
      0,
    ]);
    expect(await findings()).toEqual([`No backup can go to ${share}. ${why}.`]);
    await later('25 hours');
    await backups.worker.run({});
    expect((await backups.state()).items[0]).toMatchObject({ state: 'failed', error: why });
    expect(await backups.files()).toEqual([]);
    // It is back.
    await rmdir(share);
    await rename(`${share}-away`, share);
    await backups.worker.run({});
    expect(await backups.signs.warnings()).toEqual([]);
    expect((await backups.state()).items[0]).toMatchObject({ state: 'done' });
    backups.use({});
  });

  it('is not the first one in a new folder, nor one for which somebody at a terminal names the folder', async () => {
    const [first, emptied] = [join(backups.folder, 'first'), join(backups.folder, 'emptied')];
    for (const share of [first, emptied]) {
      await mkdir(share);
      backups.use({ BACKUP_DIR: share });
      await backups.worker.run({});
      expect(await backups.files()).toHaveLength(1);
      await later('25 hours');
    }
    await rm(emptied, { recursive: true });
    await mkdir(emptied);
    await backups.takeTo(backupPath(emptied, new Date(), false));
    expect(await backups.signs.warnings()).toEqual([]);
    backups.use({});
  });

  it('or never comes is a problem after 26 hours', async () => {
    await backups.test.asSuperuser(`UPDATE account SET created_at = created_at - interval '27 hours'`);
    expect((await backups.state()).problems).toEqual(['backup-overdue']);
    await backups.worker.run({});
    expect((await backups.state()).problems).toEqual([]);
    await later('27 hours');
    expect((await backups.state()).problems).toEqual(['backup-overdue']);
    expect((await backups.checks())[0]).toMatchObject({ level: 'problem' });
  });
});

describe('a backup that is asked for', () => {
  it('is taken by the next worker, once however often it is asked', async () => {
    const first = await backups.begin();
    expect((await backups.begin()).id).toBe(first.id);
    expect((await backups.state()).running).toMatchObject({ id: first.id, state: 'queued' });
    const [{ data }] = await backups.test.asSuperuser(`SELECT data FROM pgboss.job WHERE name = 'backups.take'`);
    expect(data).toEqual({ jobRunId: first.id });
    await backups.worker.run({ jobRunId: first.id });
    const { running, items } = await backups.state();
    expect(running).toBeNull();
    expect(items).toMatchObject([{ cause: 'asked', state: 'done' }]);
    const [{ by }] = await backups.test.asSuperuser('SELECT requested_by AS by FROM backup_run');
    expect(by).toBe(backups.admin.accountId);
  });

  it('is begun anew when the process of the last one was killed', async () => {
    const { id } = await backups.begin();
    await backups.test.asSuperuser(`UPDATE job_run SET state = 'running', started_at = now() WHERE id = $1`, [id]);
    const next = await backups.begin();
    expect(next.id).not.toBe(id);
    expect(await backups.test.asSuperuser('SELECT state FROM job_run WHERE id = $1', [id])).toEqual([
      { state: 'failed' },
    ]);
  });

  it('waits for none that is being taken', async () => {
    await mkdir(backups.settings.backupFolder, { recursive: true });
    await backups.whileAnother(() => backups.worker.run({}));
    expect((await backups.state()).items).toEqual([]);
    const runs = await backups.test.asSuperuser('SELECT state, error FROM job_run');
    expect(runs).toEqual([{ state: 'failed', error: 'Another backup is being taken at this moment' }]);
  });

  it('is for whoever manages backups of the whole district', async () => {
    const clerk = new Viewer(null, 'clerk', new Map([['backup:manage', ['0197c0de-0000-7000-8000-000000000001']]]));
    await expect(backups.service.state(clerk)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(backups.service.begin(clerk)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
