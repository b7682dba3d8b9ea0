import { join } from 'node:path';
import type { Database, Tx } from '@app/platform';
import { productVersion } from '@app/platform';
import type { WrittenArchive } from '../archive/archive-writer.js';
import { ArchiveWriter } from '../archive/archive-writer.js';
import { HEAD, MANIFEST, SEAL } from '../archive/entry.rules.js';
import type { BackupHead, Manifest, SequenceFacts, TableFacts } from '../archive/manifest.js';
import { FORMAT, sealOf } from '../archive/manifest.js';
import { dataTables, HEADS, jobsTable, sequencesOf, TEXT_SETTINGS } from './catalogue.js';
import { hashOfCopy } from './copy-hash.js';
import { dumpAnchors, dumpSecretKey, dumpStoredFiles } from './data-files.js';
import { dumpTable } from './table-dump.js';

/** The queue of scheduled backups: its own job is under way while the queue is read. */
export const BACKUP_QUEUE = 'backups.take';

export interface BackupOrder {
  /** The file to write. */
  path: string;
  dataDir: string;
  passphrase?: string;
  /** The key stands in the environment and not in the data folder. */
  keyInEnvironment?: boolean;
  onProgress?: (done: number, total: number) => void;
}

export interface TakenBackup extends WrittenArchive {
  path: string;
  manifest: Manifest;
}

const MAY_TAKE_MS = 24 * 3_600_000;

/**
 * Writes one file with everything: rows, stored files, anchors, the key. All of it is of one moment, and nobody waits for
 * it: it reads in one snapshot and locks nothing. The file has its name only when it is whole.
 */
export async function takeBackup(database: Database, order: BackupOrder): Promise<TakenBackup> {
  const archive = await ArchiveWriter.create(order.path, order.passphrase);
  try {
    const manifest = await database.transaction((tx) => dump(tx, archive, order), {
      isolation: 'repeatable read',
      readOnly: true,
      idempotency: 'skip',
      statementTimeoutMs: MAY_TAKE_MS,
    });
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    await archive.add(MANIFEST, bytes);
    await archive.add(SEAL, Buffer.from(`${sealOf(bytes)}\n`));
    return { ...(await archive.finish()), path: order.path, manifest };
  } catch (error) {
    throw (await archive.abandon()) ?? error;
  }
}

async function dump(tx: Tx, archive: ArchiveWriter, order: BackupOrder): Promise<Manifest> {
  // Files may take longer than Postgres lets a transaction rest.
  for (const setting of [...TEXT_SETTINGS, 'SET LOCAL idle_in_transaction_session_timeout = 0']) {
    await tx.execute(setting);
  }
  const [{ takenAt }] = await tx.query<{ takenAt: string }>('SELECT clock_timestamp() AS "takenAt"');
  const head: BackupHead = { format: FORMAT, product: 'cubby', version: productVersion(), takenAt };
  await archive.add(HEAD, Buffer.from(`${JSON.stringify(head)}\n`));
  const tables = await dataTables(tx);
  const total = tables.length + 2;
  // First: what is deleted from the folder meanwhile was known to the snapshot.
  const stored = await dumpStoredFiles(tx, archive, order.dataDir);
  order.onProgress?.(1, total);
  const facts: TableFacts[] = [];
  for (const table of tables) {
    facts.push(await dumpTable(tx, archive, table));
    order.onProgress?.(facts.length + 1, total);
  }
  const jobs = jobsTable(BACKUP_QUEUE);
  facts.push(await dumpTable(tx, archive, jobs, jobs.copy));
  // Last: an anchor's file gets its name just after its row is committed.
  const anchors = await dumpAnchors(tx, archive, order.dataDir);
  const key = order.keyInEnvironment ? { files: [], missing: [] } : await dumpSecretKey(archive, order.dataDir);
  return {
    ...head,
    ...(await about(tx)),
    tables: facts,
    sequences: await sequences(tx),
    files: [...stored.files, ...anchors.files, ...key.files],
    filesMissing: [...stored.missing, ...anchors.missing],
    secretKey: order.keyInEnvironment ? 'environment' : key.files.length > 0 ? 'included' : 'none',
  };
}

async function about(tx: Tx): Promise<Pick<Manifest, 'district' | 'timeZone' | 'migrations' | 'ledger'>> {
  const migrations = await tx.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  const [district] = await tx.query<{ name: string; timeZone: string }>(
    'SELECT name, time_zone AS "timeZone" FROM district LIMIT 1',
  );
  const [{ entries }] = await tx.query<{ entries: number }>('SELECT count(*) AS entries FROM device_event');
  const heads = await hashOfCopy(tx, HEADS);
  return {
    district: district?.name ?? null,
    timeZone: district?.timeZone ?? null,
    migrations: migrations.map(({ name }) => name),
    ledger: { devices: heads.rows, entries, heads: heads.sha256 },
  };
}

/** Sequences know no snapshot: what they say now is never behind it. */
async function sequences(tx: Tx): Promise<SequenceFacts[]> {
  const all: SequenceFacts[] = [];
  for (const { name } of await sequencesOf(tx)) {
    const [row] = await tx.query<Omit<SequenceFacts, 'name'>>(
      `SELECT last_value AS value, is_called AS called FROM ${name}`,
    );
    all.push({ name, ...row });
  }
  return all;
}

/** `cubby-2026-11-26T021500Z.tar`, and `.age` behind it when it is encrypted. Sorts by age. */
export const backupFileName = (at: Date, encrypted: boolean): string =>
  `cubby-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.tar${encrypted ? '.age' : ''}`;

export const backupPath = (folder: string, at: Date, encrypted: boolean): string =>
  join(folder, backupFileName(at, encrypted));
