import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '@app/platform';
import type { ArchiveWriter } from '../archive/archive-writer.js';
import { fileName } from '../archive/entry.rules.js';
import type { FileFacts } from '../archive/manifest.js';
import { TextHash } from './copy-hash.js';

export interface DumpedFiles {
  files: FileFacts[];
  missing: string[];
}

/** The bytes of every file whose time is not over. One that is not in the folder is named. */
export async function dumpStoredFiles(tx: Tx, archive: ArchiveWriter, dataDir: string): Promise<DumpedFiles> {
  const known = await tx.query<{ path: string }>(
    `SELECT 'files/' || purpose || '/' || id AS path FROM stored_file WHERE removed_at IS NULL ORDER BY 1`,
  );
  return dumpPaths(
    archive,
    dataDir,
    known.map(({ path }) => path),
  );
}

/** The anchors' files that this moment of the database knows: others are news to it, or of somebody else. */
export async function dumpAnchors(tx: Tx, archive: ArchiveWriter, dataDir: string): Promise<DumpedFiles> {
  const names = (await readdir(join(dataDir, 'ledger-anchors')).catch(() => [])).filter((name) =>
    name.endsWith('.tsv.gz'),
  );
  const known = await tx.query<{ name: string }>(
    `SELECT f.name FROM unnest($1::text[]) AS f (name)
     WHERE EXISTS (SELECT 1 FROM ledger_anchor a WHERE f.name LIKE '%-' || left(encode(a.digest, 'hex'), 16) || '.tsv.gz') ORDER BY 1`,
    [names],
  );
  return dumpPaths(
    archive,
    dataDir,
    known.map(({ name }) => `ledger-anchors/${name}`),
  );
}

/** The key that opens sealed secrets, where it is a file. */
export const dumpSecretKey = (archive: ArchiveWriter, dataDir: string): Promise<DumpedFiles> =>
  dumpPaths(archive, dataDir, ['secret.key']);

async function dumpPaths(archive: ArchiveWriter, dataDir: string, paths: readonly string[]): Promise<DumpedFiles> {
  const dumped: DumpedFiles = { files: [], missing: [] };
  for (const path of paths) {
    const place = join(dataDir, path);
    const size = await stat(place).then(
      (found) => (found.isFile() ? found.size : null),
      () => null,
    );
    if (size === null) dumped.missing.push(path);
    else dumped.files.push(await dumpFile(archive, place, path, size));
  }
  return dumped;
}

async function dumpFile(archive: ArchiveWriter, place: string, path: string, size: number): Promise<FileFacts> {
  const text = new TextHash();
  const source = createReadStream(place, { highWaterMark: 262_144 });
  source.on('data', (chunk) => text.take(chunk as Buffer));
  await archive.addStream(fileName(path), size, source);
  return { path, bytes: size, sha256: text.digest() };
}
