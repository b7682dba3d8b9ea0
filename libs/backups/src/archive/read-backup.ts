import { open } from 'node:fs/promises';
import { BackupDamaged, BackupIncomplete, NotABackup } from '../backups.errors.js';
import { TextHash } from '../dump/copy-hash.js';
import { ArchiveReader, refused } from './archive-reader.js';
import type { BackupHead, FileFacts, Manifest, TableFacts } from './manifest.js';
import { headFrom, manifestFrom, sealOf } from './manifest.js';

/** What is done with the content while it passes; each stream is read to its end. */
export interface BackupVisitor {
  table(name: string, text: AsyncIterable<Buffer>): Promise<void>;
  file(path: string, bytes: AsyncIterable<Buffer>): Promise<void>;
}

type Seen = Omit<TableFacts, 'columns'> | FileFacts;

/**
 * Reads a backup from its first byte to its seal, hands its content on, and compares all of it with the manifest.
 * @throws NotABackup, BackupIncomplete, BackupDamaged, PassphraseWrong; what was handed on before must then be forgotten
 */
export async function readBackup(
  path: string,
  passphrase: string | undefined,
  visitor: BackupVisitor,
): Promise<Manifest> {
  const reader = await ArchiveReader.open(path, passphrase);
  try {
    return await read(reader, path, visitor);
  } finally {
    reader.close();
  }
}

/** Nobody keeps anything: whether the file is whole and unchanged. */
export const checkBackup = (path: string, passphrase: string | undefined): Promise<Manifest> =>
  readBackup(path, passphrase, { table: (_name, text) => drained(text), file: (_path, bytes) => drained(bytes) });

async function read(reader: ArchiveReader, path: string, visitor: BackupVisitor): Promise<Manifest> {
  if (reader.what()?.kind !== 'head') throw new NotABackup('it does not begin as one');
  const head = headFrom(await reader.whole());
  await reader.next();
  const seen = new Map<string, Seen>();
  for (let what = reader.what(); what?.kind === 'table' || what?.kind === 'file'; what = reader.what()) {
    const facts =
      what.kind === 'table' ? await table(reader, what.table, visitor) : await file(reader, what.path, visitor);
    const name = 'name' in facts ? facts.name : facts.path;
    if (seen.has(name)) throw new BackupDamaged(`${name} stands in it twice`);
    seen.set(name, facts);
  }
  const manifest = await sealed(reader, path);
  compare(head, manifest, seen);
  return manifest;
}

async function table(reader: ArchiveReader, name: string, visitor: BackupVisitor): Promise<Seen> {
  const text = new TextHash();
  await visitor.table(name, hashed(reader.text(name), text));
  return { name, ...text.facts() };
}

async function file(reader: ArchiveReader, path: string, visitor: BackupVisitor): Promise<Seen> {
  const text = new TextHash();
  await visitor.file(path, hashed(reader.bytes(), text));
  await reader.next();
  return { path, bytes: text.bytes, sha256: text.digest() };
}

const BEHIND = 'something stands behind its end';

/** As every archive does, also one that is cut off behind its seal; what somebody added hardly does. */
async function endsInZero(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
    return buffer[0] === 0;
  } finally {
    await file.close();
  }
}

/** The manifest, when the seal behind it fits. */
async function sealed(reader: ArchiveReader, path: string): Promise<Manifest> {
  if (reader.what() === null) throw new BackupIncomplete();
  if (reader.what()?.kind !== 'manifest') throw new BackupDamaged('its entries are out of order');
  const bytes = await reader.whole();
  await reader.next();
  if (reader.what() === null) throw new BackupIncomplete();
  const seal = reader.what()?.kind === 'seal' ? (await reader.whole()).toString('latin1').trim() : '';
  if (seal !== sealOf(bytes)) throw new BackupDamaged('its manifest was changed');
  await reader.next().catch(async (error: unknown) => {
    throw !reader.isEncrypted && !(await endsInZero(path)) ? new BackupDamaged(BEHIND) : error;
  });
  if (reader.what() !== null) throw new BackupDamaged(BEHIND);
  return manifestFrom(bytes);
}

function compare(head: BackupHead, manifest: Manifest, seen: ReadonlyMap<string, Seen>): void {
  if (head.takenAt !== manifest.takenAt || head.version !== manifest.version)
    throw new BackupDamaged('its parts are of two backups');
  // A table without rows is an empty archive member that gzip still writes: every one that is listed was seen.
  const listed = [...manifest.tables, ...manifest.files];
  for (const facts of listed) {
    const name = 'name' in facts ? facts.name : facts.path;
    const found = seen.get(name);
    if (!found) throw new BackupDamaged(`${name} is missing`);
    if (found.sha256 !== facts.sha256 || found.bytes !== facts.bytes)
      throw new BackupDamaged(`${name} has other content`);
    if ('rows' in found && 'rows' in facts && found.rows !== facts.rows)
      throw new BackupDamaged(`${name} has ${found.rows} rows, not ${facts.rows}`);
  }
  if (seen.size !== listed.length) throw new BackupDamaged('it holds more than its manifest lists');
}

async function* hashed(source: AsyncIterable<Buffer>, text: TextHash): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of source) yield text.take(chunk);
  } catch (error) {
    refused(error);
  }
}

async function drained(source: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of source) void chunk;
}
