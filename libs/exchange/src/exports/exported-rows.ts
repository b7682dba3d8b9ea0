import type { Language } from '@app/kernel';
import type { CellValue, ExportColumn } from '@app/platform';
import type { ExportPlan } from './export-plans.js';
import { pseudonymOf } from './pseudonym.rules.js';

/** Read at once. */
const ROWS_A_PAGE = 1_000;

export type Cells = readonly (readonly CellValue[])[];

export interface Shown {
  language: Language;
  pseudonymKey: Buffer;
}

/** The rows of a list from its first to its last page, as cells. */
export async function* exportedRows(plan: ExportPlan, shown: Shown): AsyncGenerator<Cells, undefined> {
  const { list, viewer, query, ids } = plan;
  const cells = (rows: readonly unknown[]): Cells =>
    rows.map((row) => plan.columns.map((column) => cellOf(column, row, plan, shown)));
  if (ids) {
    for (let at = 0; at < ids.length; at += ROWS_A_PAGE)
      yield cells(await list.rows!(viewer, ids.slice(at, at + ROWS_A_PAGE)));
    return;
  }
  for (let after: string | undefined; ;) {
    const page = await list.page(viewer, Object.assign(new list.query(), query, { after, limit: ROWS_A_PAGE }));
    yield cells(page.items);
    if (page.next === null) return;
    after = page.next;
  }
}

function cellOf(
  column: ExportColumn<unknown>,
  row: unknown,
  { variant }: ExportPlan,
  { language, pseudonymKey }: Shown,
): CellValue {
  if (variant !== 'pseudonyms' || !column.about) return column.value(row, language);
  if (column.about === 'people') return null;
  const person = column.about(row);
  if (!person) return column.value(row, language);
  return person.id === null ? null : pseudonymOf(pseudonymKey, person.id);
}

/** All rows, when there are no more than `most`; else `null`, with the reading ended. */
export async function shortList(rows: AsyncGenerator<Cells, undefined>, most: number): Promise<Cells | null> {
  const read: (readonly CellValue[])[] = [];
  for await (const page of rows) {
    read.push(...page);
    if (read.length > most) return null;
  }
  return read;
}
