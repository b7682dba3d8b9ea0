import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { KeptBytes, Table, TextEncoding, ZipLimits } from '@app/platform';
import {
  ByteSniffer,
  isPrivateHeader,
  openTable,
  openWorkbook,
  sheetRows,
  sheetText,
  StoredFiles,
  TableRefused,
  withoutColumns,
} from '@app/platform';
import { isAmiss, keptCells } from '../shared/kept-lines.rules.js';
import type { ImportSheet } from './import-run.js';

const PURPOSE = 'import';

/** A workbook of a million rows fits; a sheet grows some ten times when it is unpacked. */
const WORKBOOK_LIMITS: ZipLimits = { entries: 5_000, bytes: 1_500_000_000, ratio: 200 };

/** A file as text that every later step reads, without what is not ours to keep. */
export interface ReadableFile {
  kept: KeptBytes;
  encoding: TextEncoding;
  /** `null`: the file was no workbook. */
  sheet: ImportSheet | null;
}

/** Takes files in: CSV stays as it is, unless something in it is not ours to keep; of a workbook one sheet is kept as text. */
@Injectable()
export class ReadableFiles {
  constructor(private readonly files: StoredFiles) {}

  /** `wanted`: as `openWorkbook` takes it. @throws TableRefused, ArchiveRefused */
  async take(stream: Readable, wanted?: string): Promise<ReadableFile> {
    const sniffer = new ByteSniffer();
    const raw = await this.files.keep(stream, PURPOSE, (chunk) => sniffer.push(chunk));
    try {
      const found = sniffer.finish();
      if (found === 'workbook') return await this.sheet(raw, wanted);
      if (wanted) throw new TableRefused('no-such-sheet');
      const table = await openTable(this.files.stream(raw), found);
      const hidden = hiddenPositions(table);
      if (hidden.length === 0 && !(await isAnyAmiss(table.rows))) return { kept: raw, encoding: found, sheet: null };
      return { kept: await this.redacted(raw, found, hidden), encoding: 'utf-8', sheet: null };
    } catch (error) {
      await this.files.discard(raw);
      throw error;
    }
  }

  private async sheet(raw: KeptBytes, wanted: string | undefined): Promise<ReadableFile> {
    const archive = await this.files.zip(raw, WORKBOOK_LIMITS);
    try {
      const book = await openWorkbook(archive, wanted);
      const facts = { hiddenRows: 0, mergedCells: 0 };
      const kept = await this.keep(sheetText(sheetRows(book, facts), isPrivateHeader));
      await this.files.discard(raw);
      return { kept, encoding: 'sheet', sheet: { name: book.sheet, all: [...book.sheets], ...facts } };
    } finally {
      archive.close();
    }
  }

  private async redacted(raw: KeptBytes, encoding: TextEncoding, hidden: readonly number[]): Promise<KeptBytes> {
    const table = await openTable(this.files.stream(raw), encoding);
    const rows = keepable(table.rows, table.header.length, hidden[0]);
    const kept = await this.keep(withoutColumns({ ...table, rows }, hidden));
    await this.files.discard(raw);
    return kept;
  }

  private keep(text: AsyncIterable<string>): Promise<KeptBytes> {
    const bytes = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of text) yield Buffer.from(piece);
    };
    return this.files.keep(bytes(), PURPOSE);
  }
}

async function isAnyAmiss(rows: Table['rows']): Promise<boolean> {
  for await (const batch of rows) if (batch.some(isAmiss)) return true;
  return false;
}

async function* keepable(rows: Table['rows'], width: number, firstPrivate: number | undefined): Table['rows'] {
  for await (const batch of rows) {
    for (const row of batch) row.cells = keptCells(row, width, firstPrivate);
    yield batch;
  }
}

export const hiddenPositions = ({ header }: Table): number[] =>
  header.flatMap((name, at) => (isPrivateHeader(name) ? [at + 1] : []));
