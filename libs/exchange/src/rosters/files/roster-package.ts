import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ZipArchive } from '@app/platform';
import { RosterFilesMixed, RosterFileTwice } from '../roster.errors.js';
import { tableName } from './dialect.rules.js';

/** Files of one delivery, whatever they came in. Whoever opens it closes it. */
export interface RosterPackage {
  /** For people to recognise it by. */
  readonly name: string;
  /** The tables in it, by the names that dialects know them by. */
  readonly tables: readonly string[];
  /** The bytes of a table; may be asked for again. */
  open(table: string): AsyncIterable<Uint8Array>;
  close(): void;
}

/** A district of 430,000 students with every enrolment. */
export const ROSTER_LIMITS = { entries: 500, bytes: 2_000_000_000, ratio: 100 };

/** A zip archive: its tables stand at its root or in one folder. Closes it when it refuses. @throws RosterFileTwice */
export function zipPackage(name: string, archive: ZipArchive): RosterPackage {
  try {
    const entries = tablesOf(archive.names);
    return {
      name,
      tables: [...entries.keys()],
      open: (table) => archive.read(entries.get(table)!),
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

interface LooseFile {
  fileName: string;
  open(): AsyncIterable<Uint8Array>;
}

/** CSV files that came one by one. @throws RosterFilesMixed, RosterFileTwice */
export function loosePackage(files: readonly LooseFile[]): RosterPackage {
  const entries = new Map<string, LooseFile>();
  for (const file of files) {
    const name = tableName(file.fileName);
    if (name === null) throw new RosterFilesMixed(file.fileName);
    if (entries.has(name)) throw new RosterFileTwice(file.fileName);
    entries.set(name, file);
  }
  return {
    name: files.map(({ fileName }) => fileName).join(', '),
    tables: [...entries.keys()],
    open: (table) => entries.get(table)!.open(),
    close: () => undefined,
  };
}

/** The archive at a path of ours. @throws ArchiveRefused */
export const openZip = (path: string): Promise<ZipArchive> => ZipArchive.open(path, ROSTER_LIMITS);

/** A folder with its tables, or with one folder that has them, unless `inside` is false. Links are not followed. @throws RosterFileTwice */
export async function folderPackage(path: string, { inside = true } = {}): Promise<RosterPackage> {
  const found: string[] = [];
  const look = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(path, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) found.push(name);
      else if (entry.isDirectory() && inside && depth === 0) await look(entry.name, 1);
    }
  };
  await look('', 0);
  const entries = tablesOf(found);
  return {
    name: basename(path),
    tables: [...entries.keys()],
    open: (table) => createReadStream(join(path, entries.get(table)!)),
    close: () => undefined,
  };
}

/** A folder or a zip file. @throws ArchiveRefused, RosterFileTwice, ENOENT */
export async function packageAt(path: string): Promise<RosterPackage> {
  return (await lstat(path)).isDirectory() ? folderPackage(path) : zipPackage(basename(path), await openZip(path));
}

/** @throws RosterFileTwice: at the root and in a folder, or in two of them, one is an old one, and nobody knows which */
function tablesOf(names: readonly string[]): Map<string, string> {
  const tables = new Map<string, string>();
  for (const entry of [...names].sort()) {
    const name = tableName(entry);
    if (name === null) continue;
    if (tables.has(name)) throw new RosterFileTwice(entry);
    tables.set(name, entry);
  }
  return tables;
}
