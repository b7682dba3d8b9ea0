import { BYTE_ORDER_MARK, csvRecord } from './csv-writer.js';
import { clockOf } from './district-clock.js';
import type { TableFile } from './exported-table.js';

/** UTF-8 with its mark, CRLF, days as ISO 8601, instants as `2026-08-10 09:41:07` on the district's clock. */
export async function* csvPieces({ columns, rows, timeZone }: TableFile): AsyncGenerator<string> {
  const clock = clockOf(timeZone);
  yield BYTE_ORDER_MARK + csvRecord(columns.map(({ title }) => title));
  for await (const page of rows) {
    if (page.length === 0) continue;
    yield page
      .map((row) =>
        csvRecord(
          row.map((value, at) =>
            columns[at].kind === 'instant' && typeof value === 'string' ? clock.text(value) : value,
          ),
        ),
      )
      .join('');
  }
}
