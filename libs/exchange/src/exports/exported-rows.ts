import type { Language } from '@app/kernel';
import type { CellValue, ExportColumn, Placed } from '@app/platform';
import { ExportRowsMissing } from '../exchange.errors.js';
import type { ExportPlan } from './export-plans.js';
import { pseudonymOf } from './pseudonym.rules.js';

/** Read at once. */
const ROWS_A_PAGE = 1_000;

type Row = readonly CellValue[];
/** Some rows of a file, each with its place where the list's own order would tell who somebody is. */
export type Rows = readonly Placed<Row>[];

/** After every pseudonym. */
const ABOUT_NOBODY = '~';

export interface Shown {
  language: Language;
  pseudonymKey: Buffer;
}

/** The rows of a list from its first to its last page, as cells. @throws ExportRowsMissing */
export async function* exportedRows(plan: ExportPlan, shown: Shown): AsyncGenerator<Rows, undefined> {
  const { list, viewer, query, ids } = plan;
  const rowsOf = (page: readonly unknown[]): Rows => {
    if (plan.disclosed) note(plan.disclosed, plan.columns, page);
    return page.map((row) => {
      const item = plan.columns.map((column) => cellOf(column, row, plan, shown));
      return { place: plan.isMasked ? placeOf(row, item, plan, shown) : '', item };
    });
  };
  if (ids) {
    for await (const page of pickedRows(plan, ids)) yield rowsOf(page);
    return;
  }
  for (let after: string | undefined; ;) {
    const page = await list.page(viewer, Object.assign(new list.query(), query, { after, limit: ROWS_A_PAGE }));
    yield rowsOf(page.items);
    if (page.next === null) return;
    after = page.next;
  }
}

/** All or nothing: no file is to lack a row that somebody picked. @throws ExportRowsMissing after the last page */
async function* pickedRows({ list, viewer }: ExportPlan, ids: readonly string[]): AsyncGenerator<unknown[], undefined> {
  const there = new Set<string>();
  for (let at = 0; at < ids.length; at += ROWS_A_PAGE) {
    const page = await list.rows!(viewer, ids.slice(at, at + ROWS_A_PAGE));
    for (const { id } of page) there.add(id);
    yield page;
  }
  const missing = ids.map((id, at) => ({ line: at + 1, id })).filter(({ id }) => !there.has(id.toLowerCase()));
  if (missing.length > 0) throw new ExportRowsMissing(missing, ids.length);
}

/** Of whom the rows tell by name. */
function note(disclosed: Set<string>, columns: readonly ExportColumn<unknown>[], rows: readonly unknown[]): void {
  for (const { about } of columns) {
    if (about === undefined || about === 'people') continue;
    const personOf = typeof about === 'function' ? about : about.onlyByName;
    for (const row of rows) {
      const id = personOf(row)?.id;
      if (id) disclosed.add(id);
    }
  }
}

function cellOf(
  column: ExportColumn<unknown>,
  row: unknown,
  { variant }: ExportPlan,
  { language, pseudonymKey }: Shown,
): CellValue {
  // `plain` too: in a list that names nobody a row about somebody would be a mistake, and is not to cost a name.
  if (variant === 'names' || !column.about) return column.value(row, language);
  if (column.about === 'people') return null;
  if (typeof column.about === 'object') return column.about.onlyByName(row) ? null : column.value(row, language);
  const person = column.about(row);
  if (!person) return column.value(row, language);
  return person.id === null ? null : pseudonymOf(pseudonymKey, person.id);
}

/** The pseudonym of whom the row is about; of somebody whom nobody knows, one of all that the file says of them. */
function placeOf(row: unknown, cells: Row, { list }: ExportPlan, { pseudonymKey }: Shown): string {
  const people = list.columns.flatMap(({ about }) => (typeof about === 'function' ? (about(row) ?? []) : []));
  if (people.length === 0) return ABOUT_NOBODY;
  const known = people.find(({ id }) => id !== null);
  return pseudonymOf(pseudonymKey, known?.id ?? JSON.stringify(cells));
}

/** Rows that were read first. */
export interface FirstRows {
  read: Rows;
  /** There are no others. */
  isAll: boolean;
}

/** All rows, when there are no more than `most`; else as many as were read by then, with the reading ended. */
export async function firstRows(rows: AsyncGenerator<Rows, undefined>, most: number): Promise<FirstRows> {
  const read: Placed<Row>[] = [];
  for await (const page of rows) {
    read.push(...page);
    if (read.length > most) return { read, isAll: false };
  }
  return { read, isAll: true };
}

/** How many rows a list has, counted to the page of them that passes `most`. */
export async function countedRows({ list, viewer, query }: ExportPlan, most: number): Promise<number> {
  let n = 0;
  for (let after: string | undefined; n <= most;) {
    const page = await list.page(viewer, Object.assign(new list.query(), query, { after, limit: ROWS_A_PAGE }));
    n += page.items.length;
    if (page.next === null) break;
    after = page.next;
  }
  return n;
}
