import { mkdir, readdir, statfs, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KILLED } from './attempts.js';
import { freeIn } from './backup-folder.js';
import { TestBackups } from './backups.test-support.js';

let backups: TestBackups;
beforeAll(async () => {
  backups = await TestBackups.open();
});
afterAll(() => backups.close());
beforeEach(() => backups.forget());

describe('a full disk', () => {
  it('is foreseen: the last backup would not fit where the next one goes', async () => {
    const check = async (): Promise<string | undefined> =>
      (await backups.checks()).find(({ text }) => text.includes(backups.settings.backupFolder))?.text;
    await backups.worker.run({});
    expect(await check()).toMatch(/^Backups go to .*: [\d.]+ [MG]B free$/);
    await backups.test.asSuperuser('UPDATE backup_run SET byte_size = 1e15');
    expect(await check()).toMatch(
      /^The next backup does not fit into .*: [\d.]+ [MG]B free, and it needs about 1024454\.\d GB/,
    );
    // The folder itself is asked, not the disk that the data lies on; others write to it meanwhile.
    const { bavail, bsize } = await statfs('/dev/shm');
    for (const folder of ['/dev/shm', '/dev/shm/not/there'])
      expect(Math.abs((await freeIn(folder)) - bavail * bsize)).toBeLessThan(2 ** 26);
  });

  it('is named, although the archive breaks off after it', async () => {
    const path = join(backups.folder, 'full.tar');
    await symlink('/dev/full', `${path}.part`);
    await expect(backups.takeTo(path)).rejects.toMatchObject({
      code: 'backup.not-written',
      message: 'The disk is full',
    });
    expect((await backups.state()).items).toMatchObject([{ state: 'failed', error: 'The disk is full' }]);
    expect((await readdir(backups.folder)).filter((name) => name.startsWith('full'))).toEqual([]);
  });
});

describe('a backup whose process was killed', () => {
  const path = (): string => join(backups.settings.backupFolder, 'cubby-2026-11-26T010000Z.tar');
  /** As a kill leaves it. */
  async function killed(cause: 'asked' | 'command'): Promise<void> {
    await mkdir(backups.settings.backupFolder, { recursive: true });
    await writeFile(`${path()}.part`, 'half of a file');
    const runId = cause === 'asked' ? (await backups.begin()).id : null;
    await backups.test.asSuperuser(`UPDATE job_run SET state = 'running', started_at = now(), done = 25, total = 118`);
    await backups.test.asSuperuser('INSERT INTO backup_attempt (cause, path, job_run_id) VALUES ($1, $2, $3)', [
      ...[cause, path(), runId],
    ]);
  }
  const failures = (): Promise<number> =>
    Promise.resolve(
      backups.signs
        .all()
        .find(({ name }) => name === 'cubby_backup_failures_total')!
        .read(),
    );

  it.each(['asked', 'command'] as const)(
    'is heard of at once: page, readiness, metrics, doctor (%s)',
    async (cause) => {
      await killed(cause);
      const { running, problems, items } = await backups.state();
      expect({ running, problems }).toEqual({ running: null, problems: ['backup-failed'] });
      expect(items).toMatchObject([{ cause, state: 'failed', error: KILLED }]);
      expect([await backups.signs.warnings(), await failures()]).toEqual([['backup-failed'], 1]);
      expect((await backups.checks())[0]).toMatchObject({ level: 'problem' });
      // Only looked at: what is deleted is deleted by a start, or by the next one.
      expect(await backups.files()).toContain('cubby-2026-11-26T010000Z.tar.part');
    },
  );

  it('fails at the next start, once, and leaves no half of a file', async () => {
    await killed('asked');
    await backups.worker.onApplicationBootstrap();
    await backups.worker.onApplicationBootstrap();
    expect((await backups.state()).items).toMatchObject([{ cause: 'asked', state: 'failed', error: KILLED }]);
    expect(await backups.test.asSuperuser('SELECT state, error FROM job_run')).toEqual([
      { state: 'failed', error: KILLED },
    ]);
    expect(await backups.files()).not.toContain('cubby-2026-11-26T010000Z.tar.part');
    expect(await failures()).toBe(1);
  });

  it('lets the next one begin, by button or by command, and does not outlive it as a problem', async () => {
    await killed('asked');
    const next = await backups.begin();
    expect(next.state).toBe('queued');
    expect(await backups.files()).not.toContain('cubby-2026-11-26T010000Z.tar.part');
    await backups.worker.run({ jobRunId: next.id });
    await killed('command');
    await backups.takeTo(join(backups.folder, 'next.tar'));
    expect(await backups.files()).not.toContain('cubby-2026-11-26T010000Z.tar.part');
    const { items, problems } = await backups.state();
    expect(items.map(({ cause, state }) => `${cause} ${state}`)).toEqual([
      'command done',
      'command failed',
      'asked done',
      'asked failed',
    ]);
    expect(problems).toEqual([]);
  });

  it('is not one that runs in another process', async () => {
    await killed('asked');
    await backups.whileAnother(async () => {
      await backups.worker.onApplicationBootstrap();
      const { running, problems, items } = await backups.state();
      expect(running).toMatchObject({ state: 'running', done: 25, total: 118 });
      expect({ problems, items }).toEqual({ problems: [], items: [] });
      expect((await backups.begin()).id).toBe(running?.id);
      expect(await backups.files()).toContain('cubby-2026-11-26T010000Z.tar.part');
    });
  });

  it('leaves no trace in the next backup', async () => {
    const { manifest } = await backups.takeTo(join(backups.folder, 'clean.tar'));
    expect(manifest.tables.map(({ name }) => name)).not.toContain('public.backup_attempt');
    expect(await backups.test.asSuperuser('SELECT count(*)::int AS n FROM backup_attempt')).toEqual([{ n: 0 }]);
  });
});
