import { basename } from 'node:path';
import { endAccessOfBackup } from '@app/identity';
import type { DatabaseTarget, MigrationPlan } from '@app/platform';
import { Database, migrate, migrateTo, namesOf } from '@app/platform';
import type { Manifest } from '../archive/manifest.js';
import { sealOf } from '../archive/manifest.js';
import { checkBackup, readBackup } from '../archive/read-backup.js';
import { BackupTooNew } from '../backups.errors.js';
import { forgetFolders } from '../schedule/backup-records.js';
import { RestoredFolder } from './data-folder.js';
import { markUnfinished, refuseUnlessEmpty, wipe } from './empty-database.js';
import { Loading } from './load.js';
import { whileRestoring } from './restore-lock.js';

export interface RestoreOrder {
  /** The backup. */
  path: string;
  passphrase?: string;
  target: Pick<DatabaseTarget, 'ownerUrl' | 'appRole'>;
  plan: MigrationPlan;
  dataDir: string;
  /** The manifest, when the file was read before. */
  checked?: Manifest;
  onStep?: (step: RestoreStep) => void;
}

export type RestoreStep = 'check' | 'schema' | 'load' | 'compare' | 'migrate';

export interface Restored {
  manifest: Manifest;
  /** What lay in the data folder and was set aside. */
  aside: string[];
  /** Everybody signs in anew. */
  sessionsEnded: number;
  /** Migrations that this version has and the backup had not. */
  migrated: string[];
}

const MAY_TAKE_MS = 24 * 3_600_000;

/**
 * A backup becomes the database and the data folder. The file is read wholly before anything is written; the rows, the
 * proof that they are the same and the end of the mark "unfinished" are one transaction, so that after a kill there is
 * either the whole district or a database that starts nothing but the next restore.
 * @throws NotABackup, BackupIncomplete, BackupDamaged, BackupTooNew, PassphraseWrong, RestoreUnderWay, DatabaseNotEmpty, DatabaseInUse, RestoreDiffers
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const { plan, target, path, passphrase } = order;
  order.onStep?.('check');
  const manifest = order.checked ?? (await checkBackup(path, passphrase));
  refuseNewer(manifest, plan);
  return whileRestoring(target.ownerUrl, () => restoreChecked(order, manifest));
}

async function restoreChecked(order: RestoreOrder, manifest: Manifest): Promise<Restored> {
  const { plan, target, path, onStep } = order;
  const database = await Database.connect(target.ownerUrl, { poolSize: 1, applicationName: 'cubby restore' });
  try {
    onStep?.('schema');
    await database.transaction(async (tx) => {
      await refuseUnlessEmpty(tx);
      await wipe(tx);
      await markUnfinished(tx, basename(path), sealOf(Buffer.from(JSON.stringify(manifest))));
    });
    await migrateTo(target.ownerUrl, plan, manifest.migrations);
    onStep?.('load');
    const loaded = await load(database, order, manifest);
    onStep?.('migrate');
    await analyze(database);
    const { migrations } = await migrate(target.ownerUrl, plan, target.appRole);
    await database.transaction(forgetFolders);
    return { manifest, ...loaded, migrated: migrations };
  } finally {
    await database.close();
  }
}

/** @throws BackupTooNew */
function refuseNewer(manifest: Manifest, plan: MigrationPlan): void {
  const known = namesOf(plan);
  const unknown = manifest.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new BackupTooNew(manifest.version, unknown);
}

async function load(
  database: Database,
  order: RestoreOrder,
  manifest: Manifest,
): Promise<Pick<Restored, 'aside' | 'sessionsEnded'>> {
  const folder = new RestoredFolder(order.dataDir, new Date());
  await folder.begin();
  try {
    return await database.transaction(
      async (tx) => {
        const loading = await Loading.begin(tx, manifest);
        await readBackup(order.path, order.passphrase, {
          table: (name, text) => loading.table(name, text),
          file: (path, bytes) => folder.write(path, bytes),
        });
        order.onStep?.('compare');
        await loading.finish();
        const sessionsEnded = await endAccessOfBackup(tx, manifest.takenAt);
        return { aside: await folder.putInPlace(), sessionsEnded };
      },
      { statementTimeoutMs: MAY_TAKE_MS, idempotency: 'skip' },
    );
  } finally {
    await folder.end();
  }
}

/** The first pages come before Postgres looks by itself. */
const analyze = (database: Database): Promise<number> =>
  database.transaction((tx) => tx.execute('ANALYZE'), { statementTimeoutMs: MAY_TAKE_MS });
