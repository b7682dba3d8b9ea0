import { createHash } from 'node:crypto';
import { newId } from '@app/kernel';
import { productVersion } from '@app/platform';
import type { Db, Tx } from '@app/platform';
import { copyOf, dataTables, HEADS, TEXT_SETTINGS } from '../dump/catalogue.js';
import { hashOfCopy } from '../dump/copy-hash.js';
import type { TakenAlong } from './taken-along.js';

/** What was erased, by whom, when; of people and devices it holds numbers and hashes, nothing else. */
export interface ErasureCertificate {
  id: string;
  /** `begun` when the work was cut off: look what is left. */
  state: 'begun' | 'erased';
  district: string;
  /**
   * `own`: the server of DATA_DIR was deleted with its write-ahead log and its files. `external`: another server, of which the
   * tables were dropped; its write-ahead log, replicas and backups are its owner's to remove.
   */
  server: 'own' | 'external';
  version: string;
  by: string;
  host: string;
  begunAt: string;
  erasedAt: string | null;
  /** Rows and the SHA-256 of their text, as in the manifest of a backup of the same moment. */
  tables: { name: string; rows: number; sha256: string }[];
  files: number;
  ledger: { devices: number; entries: number; heads: string };
  /** Backups that are known: they hold what was erased, until they are deleted, too. */
  backups: { fileName: string; sha256: string; takenAt: string; deleted: boolean }[];
  /** What was there as a file when it began. */
  takenAlong: TakenAlong | null;
}

const FACTS = `
SELECT (SELECT count(*) FROM stored_file WHERE removed_at IS NULL) AS files, (SELECT count(*) FROM device_event) AS entries, clock_timestamp() AS "begunAt"`;

/** The certificate as it stands before anything is erased. */
export async function certificateOf(
  tx: Tx,
  who: Pick<ErasureCertificate, 'by' | 'host' | 'server' | 'takenAlong'>,
): Promise<ErasureCertificate> {
  for (const setting of TEXT_SETTINGS) await tx.execute(setting);
  const [last] = await tx.query<{
    files: number;
    entries: number;
    begunAt: string;
  }>(FACTS);
  const { entries, ...facts } = last;
  const tables: ErasureCertificate['tables'] = [];
  for (const table of await dataTables(tx)) {
    const { rows, sha256 } = await hashOfCopy(tx, copyOf(table));
    tables.push({ name: table.name, rows, sha256 });
  }
  const heads = await hashOfCopy(tx, HEADS);
  return {
    id: newId(),
    state: 'begun',
    district: await districtName(tx),
    version: productVersion(),
    ...who,
    ...facts,
    erasedAt: null,
    tables,
    ledger: { devices: heads.rows, entries, heads: heads.sha256 },
    backups: await tx.query(
      `SELECT file_name AS "fileName", encode(sha256, 'hex') AS sha256, taken_at AS "takenAt", false AS deleted
       FROM backup_run WHERE state = 'done' AND removed_at IS NULL ORDER BY taken_at`,
    ),
  };
}

/** Empty where there is none. */
export async function districtName(db: Db): Promise<string> {
  const [district] = await db.query<{ name: string }>('SELECT name FROM district');
  return district?.name ?? '';
}

export const certificateJson = (certificate: ErasureCertificate): string => `${JSON.stringify(certificate, null, 2)}\n`;
export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
