import { Injectable } from '@nestjs/common';
import type { KeptBytes, Table, Tx, Viewer, ZipSource } from '@app/platform';
import { ByteSniffer, openTable, StoredFiles, TableRefused, withoutColumns, zipPieces } from '@app/platform';
import type { Manifest, MappedFile } from '../files/dialect.rules.js';
import { isCalled, manifestOf, mapColumns, modeOf, recognise, repeated } from '../files/dialect.rules.js';
import type { DialectFile } from '../files/dialect-files.js';
import type { Dialect } from '../files/dialects.js';
import { dialectOf } from '../files/dialects.js';
import {
  RosterColumnMissing,
  RosterColumnTwice,
  RosterFileMissing,
  RosterFileRefused,
  RosterFileTwice,
  RosterNotRecognised,
} from '../roster.errors.js';
import type { RosterPackage } from '../files/roster-package.js';
import type { RosterFile } from './roster-run.js';

export const ROSTERS = 'roster';

interface FoundFile {
  table: string;
  spec: DialectFile;
  mapped: MappedFile;
}

/** A package that was read once: what it is, what it holds, and the bytes that are kept of it. */
export interface TakenPackage {
  kept: KeptBytes;
  fileName: string;
  dialect: Dialect;
  manifest: Manifest | null;
  files: RosterFile[];
}

/**
 * Takes a package in. What is kept is written anew: the files of the dialect, and in them the columns that are read.
 * Passwords, demographics and all else that custody does not need is dropped on the way and is never on a disk of ours.
 */
@Injectable()
export class RosterIntake {
  constructor(private readonly files: StoredFiles) {}

  /** Whoever takes it records what was kept, or discards it. @throws RosterNotRecognised, RosterFileMissing, RosterFileTwice, RosterColumnTwice, RosterColumnMissing, RosterFileRefused */
  async take(source: RosterPackage): Promise<TakenPackage> {
    const headers = new Map<string, readonly string[]>();
    for (const table of source.tables) {
      const header = await headerOf(source, table);
      if (header) headers.set(table, header);
    }
    const manifest = headers.has('manifest') ? await readManifest(source) : null;
    const heads = [...headers].map(([name, header]) => ({ name, header }));
    const dialect = dialectFor(recognise(heads), manifest, headers);
    if (!dialect) throw new RosterNotRecognised(source.tables);
    refuseAbsent(dialect, manifest, headers);
    const found = findFiles(dialect, headers);
    const files: RosterFile[] = [];
    const kept = await this.files.keep(zipPieces(this.rewritten(source, found, { dialect, manifest }, files)), ROSTERS);
    return { kept, fileName: source.name, dialect, manifest, files };
  }

  async record(tx: Tx, viewer: Viewer, { kept, fileName }: TakenPackage): Promise<void> {
    const name = fileName.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200) || 'roster.zip';
    await this.files.record(tx, kept, { fileName: name, mediaType: 'application/zip', createdBy: viewer.accountId });
  }

  discard(kept: Pick<KeptBytes, 'id' | 'purpose'>): Promise<void> {
    return this.files.discard(kept);
  }

  private async *rewritten(
    source: RosterPackage,
    found: readonly FoundFile[],
    { dialect, manifest }: { dialect: Dialect; manifest: Manifest | null },
    files: RosterFile[],
  ): AsyncGenerator<ZipSource> {
    for (const { table, spec, mapped } of found) {
      const seen = { rows: 0, withStatus: 0 };
      const status = mapped.columns.find(({ field }) => field === 'status')?.position;
      const opened = await opening(source, table);
      const counted = { ...opened, rows: onlyWhy(counting(opened.rows, status, seen), opened.header.length, mapped) };
      const pieces = withoutColumns(
        counted,
        mapped.unread.map(({ position }) => position),
      );
      yield { name: `${spec.file}.csv`, pieces: refusing(table, pieces) };
      const said = manifest ? Object.entries(manifest.files).find(([name]) => isCalled(table, name))?.[1] : undefined;
      files.push({
        file: spec.file,
        kind: spec.kind,
        mode: modeOf(dialect, spec, said, seen),
        rows: seen.rows,
        columns: mapped.columns,
        unread: mapped.unread.map(({ header }) => header.slice(0, 200)),
      });
    }
  }
}

/** Users without a role look like version 1.2; where the manifest says 1.1 and there are no roles, their column is missing. */
function dialectFor(
  found: Dialect | null,
  manifest: Manifest | null,
  headers: ReadonlyMap<string, readonly string[]>,
): Dialect | null {
  const isOld = manifest?.version === '1.1' && ![...headers.keys()].some((name) => isCalled(name, 'roles'));
  if (found?.code === 'oneroster-1.2' && isOld) return dialectOf('oneroster-1.1');
  return found ?? (manifest?.version ? dialectOf('oneroster-1.1') : null);
}

/** A file that the manifest announces and that is not there was lost on the way: nothing in it is not what it says. */
function refuseAbsent(
  dialect: Dialect,
  manifest: Manifest | null,
  headers: ReadonlyMap<string, readonly string[]>,
): void {
  if (!dialect.manifest) return;
  const announced = Object.entries(manifest?.files ?? {}).filter(([, mode]) => mode !== 'absent');
  const lost = dialect.files.find(
    ({ file }) =>
      announced.some(([name]) => isCalled(name, file)) && ![...headers.keys()].some((name) => isCalled(name, file)),
  );
  if (lost) throw new RosterFileMissing(lost.file);
}

function findFiles(dialect: Dialect, headers: ReadonlyMap<string, readonly string[]>): FoundFile[] {
  return dialect.files.flatMap((spec) => {
    const [table, another] = [...headers.keys()].filter((name) => isCalled(name, spec.file));
    if (table === undefined) return [];
    if (another !== undefined) throw new RosterFileTwice(another);
    const header = headers.get(table)!;
    const twice = repeated(header);
    if (twice !== undefined) throw new RosterColumnTwice(table, twice);
    const mapped = mapColumns(spec, header);
    if (mapped.missing.length > 0) throw new RosterColumnMissing(table, mapped.missing);
    return [{ table, spec, mapped }];
  });
}

/** `null`: there is nothing in the file, not even a header. */
async function headerOf(source: RosterPackage, table: string): Promise<readonly string[] | null> {
  try {
    const { header, rows } = await opening(source, table);
    await rows.return(undefined);
    return header;
  } catch (error) {
    if (error instanceof RosterFileRefused && error.details.reason === 'table.empty') return null;
    throw error;
  }
}

/** A table of the package, in whichever encoding it is written. @throws RosterFileRefused */
async function opening(source: RosterPackage, table: string): Promise<Table> {
  try {
    const sniffer = new ByteSniffer();
    for await (const chunk of source.open(table)) sniffer.push(chunk);
    const encoding = sniffer.finish();
    if (encoding === 'workbook') throw new TableRefused('binary');
    return await openTable(source.open(table), encoding, { exact: true });
  } catch (error) {
    throw error instanceof TableRefused ? new RosterFileRefused(table, error) : error;
  }
}

async function* refusing<T>(table: string, pieces: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pieces;
  } catch (error) {
    throw error instanceof TableRefused ? new RosterFileRefused(table, error) : error;
  }
}

async function* counting(
  rows: Table['rows'],
  status: number | undefined,
  seen: { rows: number; withStatus: number },
): Table['rows'] {
  for await (const batch of rows) {
    seen.rows += batch.length;
    if (status !== undefined) seen.withStatus += batch.filter(({ cells }) => cells[status - 1].trim() !== '').length;
    yield batch;
  }
}

/**
 * Of a line that is not as its header nobody knows what stands in which cell, a password perhaps: what is kept of it is
 * why it is refused, in one cell more than the header has (`faultOf`), and its id where no cell that is not read can
 * have come into its place.
 */
async function* onlyWhy(rows: Table['rows'], width: number, { columns, unread }: MappedFile): Table['rows'] {
  const id = columns.find(({ field }) => field === 'id')?.position ?? 0;
  const isSafe = !unread.some(({ position }) => position < id);
  for await (const batch of rows) {
    for (const row of batch) {
      if (!row.fault) continue;
      const { code } = row.fault;
      row.cells = row.cells.map((cell, at) => (at === id - 1 && isSafe && code === 'too-many-cells' ? cell : ''));
      row.cells.length = width;
      row.cells.push(code);
    }
    yield batch;
  }
}

async function readManifest(source: RosterPackage): Promise<Manifest> {
  const { rows } = await opening(source, 'manifest');
  const pairs: [string, string][] = [];
  for await (const batch of rows) for (const { cells } of batch) pairs.push([cells[0] ?? '', cells[1] ?? '']);
  return manifestOf(pairs.slice(0, 500));
}
