import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Table, Viewer } from '@app/platform';
import { Database, guessColumns, openTable, StoredFiles, TableProfile } from '@app/platform';
import { FileHasNoLines, TooManyLines } from '../exchange.errors.js';
import type { ImportKind } from './import-kinds.js';
import { PLANS } from './import-kinds.js';
import type { ImportColumn, ImportOptions, ImportRun } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import { PadOffers } from './pad-offers.js';
import type { ReadableFile } from './readable-files.js';
import { hiddenPositions, ReadableFiles } from './readable-files.js';

export const MOST_LINES = 2_000_000;
/** A file on its way in. */
export interface IncomingImport {
  fileName: string;
  stream: Readable;
  /** Which sheet of a workbook is read; the first, when nobody says. `''`: refuse where there are several. */
  sheet?: string;
}

interface ReadFile extends ReadableFile {
  columns: ImportColumn[];
  options: ImportOptions;
  rowTotal: number;
}

/** The first step: takes a file in, finds out what is in it, and guesses what its columns mean. */
@Injectable()
export class UploadService {
  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
    private readonly readable: ReadableFiles,
    private readonly runs: ImportRuns,
    private readonly padOffers: PadOffers,
  ) {}

  /**
   * Streams the file to the disk and through the reader once. The same file again, while nobody has touched its mapping,
   * is the same import.
   * @throws TableRefused, ArchiveRefused, FileHasNoLines, TooManyLines
   */
  async upload(viewer: Viewer, kind: ImportKind, file: IncomingImport): Promise<ImportRun> {
    const read = await this.read(kind, file);
    try {
      const run = await this.runs.load(this.db.read, await this.record(viewer, kind, file.fileName, read));
      // A repeat of the request, or of its bytes.
      if (run.fileId !== read.kept.id) await this.files.discard(read.kept);
      return run;
    } catch (error) {
      await this.files.discard(read.kept);
      throw error;
    }
  }

  private record(viewer: Viewer, kind: ImportKind, fileName: string, read: ReadFile): Promise<string> {
    const { kept, encoding, sheet, columns, options, rowTotal } = read;
    return this.db.transaction(async (tx) => {
      const same = await this.runs.sameUpload(tx, kind, viewer.accountId, kept.sha256);
      if (same) return same;
      await this.files.record(tx, kept, {
        fileName: fileName || 'file.csv',
        mediaType: 'text/csv',
        createdBy: viewer.accountId,
      });
      return this.runs.insert(tx, {
        kind,
        fileId: kept.id,
        encoding,
        sheet,
        rowTotal,
        columns,
        options,
        accountId: viewer.accountId,
      });
    });
  }

  private async read(kind: ImportKind, { stream, sheet }: IncomingImport): Promise<ReadFile> {
    const file = await this.readable.take(stream, sheet);
    try {
      const table = await openTable(this.files.stream(file.kept), file.encoding);
      return { ...file, ...(await this.profile(kind, table)) };
    } catch (error) {
      await this.files.discard(file.kept);
      throw error;
    }
  }

  private async profile(kind: ImportKind, table: Table): Promise<Pick<ReadFile, 'columns' | 'options' | 'rowTotal'>> {
    const hidden = new Set(hiddenPositions(table));
    const profile = new TableProfile(table.header.length, (position) => hidden.has(position));
    for await (const rows of table.rows) {
      profile.add(rows);
      if (profile.rows > MOST_LINES) throw new TooManyLines(MOST_LINES);
    }
    if (profile.rows === 0) throw new FileHasNoLines();
    const filled = profile.columns.map((column) => column.filled);
    const guesses = guessColumns(table.header, PLANS[kind].fields, filled);
    const columns = guesses.map((guess, at): ImportColumn => {
      const { numbers: _numbers, ...facts } = profile.columns[at];
      return { ...guess, ...facts };
    });
    const options = firstOptions(columns);
    const numbers = profile.columns.map((column) => column.numbers);
    for (const [at, padOffers] of (await this.padOffers.find(kind, options, numbers)).entries())
      if (padOffers.length > 0) columns[at].padOffers = padOffers;
    return { rowTotal: profile.rows, columns, options };
  }
}

function firstOptions(columns: readonly ImportColumn[]): ImportOptions {
  const mapped = new Set(columns.map(({ field }) => field));
  const staff =
    columns.some(({ header }) => /employee|staff|job title|department/i.test(header)) && !mapped.has('grade');
  return {
    dateOrder: null,
    personKind: staff ? 'staff' : 'student',
    matchBy: mapped.has('serial') && !mapped.has('tag') ? 'serial' : 'tag',
  };
}
