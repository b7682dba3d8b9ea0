import { createWriteStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Database, EmbeddedPostgres, JobRuns, makeFolder } from '@app/platform';
import type { Settings } from '@app/platform';
import { NoFreshBackup, NothingToErase, WrongDistrict } from '../backups.errors.js';
import { dataTables } from '../dump/catalogue.js';
import { refuseOthers, wipe } from '../restore/empty-database.js';
import { failKilled } from '../schedule/attempts.js';
import type { ErasureCertificate } from './certificate.js';
import { certificateJson, certificateOf, districtName, sha256Of } from './certificate.js';
import { certificatePdf } from './certificate-pdf.js';
import { deleteBackups, deleteFolders } from './delete-files.js';
import type { Erasure } from './erasure-mark.js';
import { markErasure, unfinishedErasure, unmarkErasure } from './erasure-mark.js';
import { takenAlong } from './taken-along.js';

export interface EraseOrder {
  ownerUrl: string;
  /** The server that the database is in when it is ours: it goes as a whole. `null`: another one. */
  server: Pick<EmbeddedPostgres, 'refuseOthers' | 'remove'> | null;
  settings: Pick<Settings, 'DATA_DIR' | 'backupFolder'>;
  /** As it was typed. */
  district: string;
  by: string;
  /** Where the certificates go. */
  folder: string;
  withoutBackup: boolean;
  /** The file of a backup or an export that lies elsewhere than in the folder of backups. */
  taken?: string;
  /** The files of known backups as well. */
  backupsToo: boolean;
}

export interface Erased {
  certificate: ErasureCertificate;
  json: string;
  pdf: string;
}

const MAY_TAKE_MS = 24 * 3_600_000;

/**
 * Deletes a district from this installation, and says in writing what that was. The JSON is there before anything is
 * deleted, and is completed after: one that stays `begun` tells of an erasure that was cut off. Asked for again, that one
 * goes on.
 * @throws NothingToErase, WrongDistrict, NoFreshBackup, DatabaseInUse, ClusterInUse
 */
export async function eraseDistrict(order: EraseOrder): Promise<Erased> {
  const { DATA_DIR, backupFolder } = order.settings;
  const erasure = await eraseRows(order);
  await (order.server ? order.server.remove() : removeProofs(DATA_DIR));
  await deleteFolders(DATA_DIR);
  const { name, certificate, backupsToo } = erasure;
  if (backupsToo) await deleteBackups(backupFolder, certificate);
  const erased = await written(name, { ...certificate, state: 'erased', erasedAt: new Date().toISOString() });
  await unmarkErasure(DATA_DIR);
  return erased;
}

/** The rows of a database that is not ours; ours goes with its server. */
async function eraseRows(order: EraseOrder): Promise<Erasure> {
  const { DATA_DIR } = order.settings;
  const database = await Database.connect(order.ownerUrl, { poolSize: 1, applicationName: 'cubby erase' });
  try {
    const district = await districtThere(database);
    const unfinished = district === null ? await unfinishedErasure(DATA_DIR) : null;
    const name = district ?? unfinished?.certificate.district;
    if (name === undefined) throw new NothingToErase();
    if (name !== order.district.trim()) throw new WrongDistrict();
    if (unfinished) return unfinished;
    await failKilled(database, new JobRuns(database));
    const erasure = await begun(database, order);
    await database.transaction(
      async (tx) => {
        await refuseOthers(tx);
        await order.server?.refuseOthers();
        await markErasure(DATA_DIR, erasure);
        if (order.server) return;
        await wipe(tx);
        const left = await dataTables(tx);
        if (left.length > 0) throw new Error(`These tables are left: ${left.map((table) => table.name).join(', ')}`);
      },
      { statementTimeoutMs: MAY_TAKE_MS },
    );
    return erasure;
  } finally {
    await database.close();
  }
}

/** The certificate as it lies in its folder before anything is deleted. @throws NoFreshBackup */
async function begun(database: Database, order: EraseOrder): Promise<Erasure> {
  const { backupFolder } = order.settings;
  const taken = await takenAlong(database.read, backupFolder, order.taken);
  if (!order.withoutBackup && !taken) throw new NoFreshBackup();
  const server = order.server ? ('own' as const) : ('external' as const);
  const who = { by: order.by, host: hostname(), server, takenAlong: taken };
  const certificate = await database.transaction((tx) => certificateOf(tx, who), {
    isolation: 'repeatable read',
    readOnly: true,
    statementTimeoutMs: MAY_TAKE_MS,
  });
  const name = join(order.folder, `cubby-erasure-${certificate.begunAt.slice(0, 10)}-${certificate.id.slice(-6)}`);
  await makeFolder(order.folder);
  await writeFile(`${name}.json`, certificateJson(certificate), { mode: 0o600, flag: 'wx', flush: true });
  return { name, certificate, backupsToo: order.backupsToo };
}

/** The name of the district in this database; `null` when there is none. */
async function districtThere(database: Database): Promise<string | null> {
  const [{ there }] = await database.read.query<{ there: boolean }>(
    `SELECT to_regclass('public.district') IS NOT NULL AND to_regclass('public.backup_run') IS NOT NULL AS there`,
  );
  return there ? (await districtName(database.read)) || null : null;
}

/** Beside an external database a server of our own has names in it as well: backups are restored there for proof. */
async function removeProofs(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'postgres');
  if (!(await stat(join(folder, 'server.json')).catch(() => null))) return;
  const server = await EmbeddedPostgres.start({ folder });
  try {
    await server.remove();
  } finally {
    await server.stop();
  }
}

async function written(name: string, certificate: ErasureCertificate): Promise<Erased> {
  const text = certificateJson(certificate);
  await writeFile(`${name}.json`, text, { mode: 0o600, flush: true });
  const pdf = await certificatePdf(certificate, sha256Of(text));
  await pipeline(pdf, createWriteStream(`${name}.pdf`, { mode: 0o600, flush: true }));
  return { certificate, json: `${name}.json`, pdf: `${name}.pdf` };
}
