import { createHash } from 'node:crypto';
import { NotABackup } from '../backups.errors.js';

/** Grows when an older Cubby could not read what a newer one writes. */
export const FORMAT = 1;

/** The first entry: what the file is, before anything of it is believed. */
export interface BackupHead {
  format: number;
  product: 'cubby';
  version: string;
  /** ISO 8601, the moment of which everything in it is. */
  takenAt: string;
}

export interface TableFacts {
  /** `schema.table` */
  name: string;
  columns: string[];
  rows: number;
  /** Of its rows as COPY text in order of the primary key. */
  bytes: number;
  sha256: string;
}

export interface FileFacts {
  /** Within the data folder. */
  path: string;
  bytes: number;
  sha256: string;
}

export interface SequenceFacts {
  name: string;
  value: number;
  called: boolean;
}

/** The last entry but its seal: all that is in the file, counted and hashed. */
export interface Manifest extends BackupHead {
  district: string | null;
  /** IANA name that the schedules follow. */
  timeZone: string | null;
  /** Names of the migrations that had run, in their order. */
  migrations: string[];
  tables: TableFacts[];
  sequences: SequenceFacts[];
  files: FileFacts[];
  /** Files that the database knows and the data folder did not have. */
  filesMissing: string[];
  /** `environment`: the key stands in SECRET_KEY of the machine, and has to be carried over by hand. */
  secretKey: 'included' | 'environment' | 'none';
  ledger: { devices: number; entries: number; heads: string };
}

export const sealOf = (manifest: Buffer): string => createHash('sha256').update(manifest).digest('hex');

/** @throws NotABackup */
export function headFrom(bytes: Buffer): BackupHead {
  const head = jsonOf<Partial<BackupHead>>(bytes);
  if (head.product !== 'cubby' || typeof head.format !== 'number') throw new NotABackup('its first entry is foreign');
  if (head.format > FORMAT) throw new NotABackup(`its format ${head.format} is newer than this version reads`);
  return head as BackupHead;
}

export const manifestFrom = (bytes: Buffer): Manifest => jsonOf<Manifest>(bytes);

function jsonOf<T>(bytes: Buffer): T {
  try {
    return JSON.parse(bytes.toString('utf8')) as T;
  } catch {
    throw new NotABackup('an entry that should be JSON is not');
  }
}
