import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Database } from '@app/platform';
import type { Settings } from '@app/platform';
import { NoFreshBackup, NothingToErase, WrongDistrict } from '../backups.errors.js';
import { dataTables } from '../dump/catalogue.js';
import { refuseOthers, wipe } from '../restore/empty-database.js';
import type { ErasureCertificate } from './certificate.js';
import { certificateJson, certificateOf, districtName, sha256Of } from './certificate.js';
import { certificatePdf } from './certificate-pdf.js';
import { takenAlong } from './taken-along.js';

export interface EraseOrder {
  ownerUrl: string;
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
const PARTS = /^(files|ledger-anchors|secret\.key|restoring|rosters)(\.before-restore-.*)?$/;

/**
 * Deletes a district from this installation, and says in writing what that was. The JSON is there before anything is
 * deleted, and is completed after: one that stays `begun` tells of an erasure that was cut off.
 * @throws NothingToErase, WrongDistrict, NoFreshBackup, DatabaseInUse
 */
export async function eraseDistrict(order: EraseOrder): Promise<Erased> {
  const database = await Database.connect(order.ownerUrl, { poolSize: 1, applicationName: 'cubby erase' });
  try {
    await refuseUnlessMeant(database, order);
    const taken = await takenAlong(database.read, order.settings.backupFolder, order.taken);
    if (!order.withoutBackup && !taken) throw new NoFreshBackup();
    const who = { by: order.by, host: hostname(), takenAlong: taken };
    const certificate = await database.transaction((tx) => certificateOf(tx, who), {
      isolation: 'repeatable read',
      readOnly: true,
      statementTimeoutMs: MAY_TAKE_MS,
    });
    const name = join(order.folder, `cubby-erasure-${certificate.begunAt.slice(0, 10)}-${certificate.id.slice(-6)}`);
    await mkdir(order.folder, { recursive: true });
    await writeFile(`${name}.json`, certificateJson(certificate), { mode: 0o600, flag: 'wx', flush: true });
    await database.transaction(
      async (tx) => {
        await refuseOthers(tx);
        await wipe(tx);
        const left = await dataTables(tx);
        if (left.length > 0) throw new Error(`These tables are left: ${left.map((table) => table.name).join(', ')}`);
      },
      { statementTimeoutMs: MAY_TAKE_MS },
    );
    await deleteFolders(order.settings.DATA_DIR);
    if (order.backupsToo) await deleteBackups(order.settings.backupFolder, certificate);
    return await written(name, { ...certificate, state: 'erased', erasedAt: new Date().toISOString() });
  } finally {
    await database.close();
  }
}

async function refuseUnlessMeant(database: Database, { district }: EraseOrder): Promise<void> {
  const [{ there }] = await database.read.query<{ there: boolean }>(
    `SELECT to_regclass('public.district') IS NOT NULL AND to_regclass('public.backup_run') IS NOT NULL AS there`,
  );
  const name = there ? await districtName(database.read) : '';
  if (name === '') throw new NothingToErase();
  if (name !== district.trim()) throw new WrongDistrict();
}

async function deleteFolders(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir).catch(() => [])) {
    if (PARTS.test(name)) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

/** Those that lie where backups go; others are named in the certificate as not deleted. */
async function deleteBackups(folder: string, certificate: ErasureCertificate): Promise<void> {
  const there = await readdir(folder).catch((): string[] => []);
  for (const backup of certificate.backups) {
    if (!there.includes(backup.fileName)) continue;
    await rm(join(folder, backup.fileName));
    backup.deleted = true;
  }
}

async function written(name: string, certificate: ErasureCertificate): Promise<Erased> {
  const text = certificateJson(certificate);
  await writeFile(`${name}.json`, text, { mode: 0o600, flush: true });
  const pdf = await certificatePdf(certificate, sha256Of(text));
  await pipeline(pdf, createWriteStream(`${name}.pdf`, { mode: 0o600, flush: true }));
  return { certificate, json: `${name}.json`, pdf: `${name}.pdf` };
}
