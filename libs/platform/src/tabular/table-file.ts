import { Readable } from 'node:stream';
import { csvPieces } from './csv-file.js';
import type { FileFormat, PrintedRows, TableFile } from './exported-table.js';

/**
 * The one way from rows to a file for people. Streamed: what is read ahead is bounded, whatever the number of rows.
 * Text from data is never a formula (`neutralise`), in a workbook too, since that may be saved as CSV again. XLSX and PDF
 * are loaded when they are first asked for.
 */
export function tableFile(file: TableFile, format: FileFormat): Readable {
  return Readable.from(PIECES[format](file), { objectMode: false, highWaterMark: 65_536 });
}

/** What a list comes to in print, as of some of its rows. */
export async function printedRows(file: TableFile): Promise<PrintedRows> {
  return (await import('./pdf-table.js')).printedRows(file);
}

type Pieces = AsyncIterable<string | Uint8Array>;

const PIECES: Readonly<Record<FileFormat, (file: TableFile) => Pieces>> = {
  csv: csvPieces,
  async *xlsx(file) {
    yield* (await import('./xlsx-file.js')).xlsxPieces(file);
  },
  async *pdf(file) {
    yield* (await import('./pdf-table.js')).pdfPieces(file);
  },
};
