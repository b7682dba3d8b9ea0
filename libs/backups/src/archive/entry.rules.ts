/** What an entry of a backup is, by its name alone. Whatever has another name is not ours. */
export type EntryKind =
  | { kind: 'head' }
  | { kind: 'table'; table: string; part: number }
  | { kind: 'file'; path: string }
  | { kind: 'manifest' }
  | { kind: 'seal' };

export const HEAD = 'cubby-backup.json';
export const MANIFEST = 'manifest.json';
/** SHA-256 of the manifest; the last entry, so that a file without it is not whole. */
export const SEAL = 'manifest.sha256';

const TABLE = /^tables\/([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\/(\d{5,9})\.gz$/;
/** What of the data folder goes along; no name can lead out of it. */
const FILE = /^data\/(files\/[a-z][a-z0-9-]*\/[0-9a-f-]{36}|ledger-anchors\/[0-9A-Za-z-]+\.tsv\.gz|secret\.key)$/;

export function kindOf(name: string): EntryKind | null {
  if (name === HEAD) return { kind: 'head' };
  if (name === MANIFEST) return { kind: 'manifest' };
  if (name === SEAL) return { kind: 'seal' };
  const table = TABLE.exec(name);
  if (table) return { kind: 'table', table: table[1], part: Number(table[2]) };
  const file = FILE.exec(name);
  return file ? { kind: 'file', path: file[1] } : null;
}

export const partName = (table: string, part: number): string => `tables/${table}/${String(part).padStart(5, '0')}.gz`;
export const fileName = (path: string): string => `data/${path}`;
