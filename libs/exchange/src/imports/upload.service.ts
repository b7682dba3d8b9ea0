import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { KeptBytes, Table, TextEncoding, Viewer } from '@app/platform';
import {
  ByteSniffer,
  Database,
  guessColumns,
  isPrivateHeader,
  openTable,
  StoredFiles,
  TableProfile,
  withoutColumns,
} from '@app/platform';
import { FileHasNoLines, TooManyLines } from '../exchange.errors.js';
import type { ImportKind } from './import-kinds.js';
import { PLANS } from './import-kinds.js';
import type { ImportColumn, ImportOptions, ImportRun } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import { PadOffers } from './pad-offers.js';

export const MOST_LINES = 2_000_000;
const PURPOSE = 'import';

interface ReadFile {
  kept: KeptBytes;
  encoding: TextEncoding;
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
    private readonly runs: ImportRuns,
    private readonly padOffers: PadOffers,
  ) {}

  /**
   * Streams the file to the disk and through the reader once. The same file again, while nobody has touched its mapping,
   * is the same import.
   * @throws TableRefused, FileHasNoLines, TooManyLines
   */
  async upload(viewer: Viewer, kind: ImportKind, file: { fileName: string; stream: Readable }): Promise<ImportRun> {
    const read = await this.read(kind, file.stream);
    try {
      const { id, repeated } = await this.record(viewer, kind, file.fileName, read);
      if (repeated) await this.files.discard(read.kept);
      return await this.runs.load(this.db.read, id);
    } catch (error) {
      await this.files.discard(read.kept);
      throw error;
    }
  }

  private record(
    viewer: Viewer,
    kind: ImportKind,
    fileName: string,
    read: ReadFile,
  ): Promise<{ id: string; repeated: boolean }> {
    const { kept, encoding, columns, options, rowTotal } = read;
    return this.db.transaction(async (tx) => {
      const same = await this.runs.sameUpload(tx, kind, viewer.accountId, kept.sha256);
      if (same) return { id: same, repeated: true };
      await this.files.record(tx, kept, {
        fileName: fileName || 'file.csv',
        mediaType: 'text/csv',
        createdBy: viewer.accountId,
      });
      const id = await this.runs.insert(tx, {
        kind,
        fileId: kept.id,
        encoding,
        rowTotal,
        columns,
        options,
        accountId: viewer.accountId,
      });
      return { id, repeated: false };
    });
  }

  private async read(kind: ImportKind, stream: Readable): Promise<ReadFile> {
    const sniffer = new ByteSniffer();
    let kept = await this.files.keep(stream, PURPOSE, (chunk) => sniffer.push(chunk));
    try {
      let encoding = sniffer.finish();
      const hidden = hiddenPositions(await openTable(this.files.stream(kept), encoding));
      if (hidden.length > 0) {
        kept = await this.redacted(kept, encoding, hidden);
        encoding = 'utf-8';
      }
      return { kept, encoding, ...(await this.profile(kind, await openTable(this.files.stream(kept), encoding))) };
    } catch (error) {
      await this.files.discard(kept);
      throw error;
    }
  }

  /** What is not ours to read is not kept either. */
  private async redacted(raw: KeptBytes, encoding: TextEncoding, hidden: readonly number[]): Promise<KeptBytes> {
    const table = await openTable(this.files.stream(raw), encoding);
    const bytes = async function* (): AsyncGenerator<Buffer> {
      for await (const text of withoutColumns(table, hidden)) yield Buffer.from(text);
    };
    const kept = await this.files.keep(bytes(), PURPOSE);
    await this.files.discard(raw);
    return kept;
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

const hiddenPositions = ({ header }: Table): number[] =>
  header.flatMap((name, at) => (isPrivateHeader(name) ? [at + 1] : []));

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
