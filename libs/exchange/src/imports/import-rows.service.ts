import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Language, Page } from '@app/kernel';
import { decodeCursor, encodeCursor } from '@app/kernel';
import type { CellProblem, CellValue, Table, TableRow, Viewer } from '@app/platform';
import { Database, foldHeader, invalidField, openTable, StoredFiles, tableFile } from '@app/platform';
import { AccessLog } from '@app/identity';
import { InventoryFacade } from '@app/inventory';
import { PLANS } from './import-kinds.js';
import type { ImportOutcome, ImportRun } from './import-run.js';
import { ImportRuns } from './import-runs.js';
import { lineWord, reasonOf, sentenceOf } from './reasons.js';

export interface RowFilter {
  outcome?: ImportOutcome;
  field?: string;
  after?: string;
  limit: number;
}

/** What is to be said about a cell, or about the whole line. */
export interface CellRemark {
  field: string | null;
  column: string | null;
  value: string | null;
  code: string;
  reason: string;
  fix: string;
}

/** One line of the file: what it does, or why it is refused. */
export interface ImportRow {
  line: number;
  outcome: ImportOutcome;
  recordId: string | null;
  /** Tag or number. */
  key: string | null;
  /** Model or name. */
  label: string | null;
  changes: { field: string; from: string | null; to: string | null }[];
  problems: CellRemark[];
  /** What somebody should look at; the line is carried out all the same. */
  notes: CellRemark[];
}

interface StoredRow {
  line: number;
  outcome: ImportOutcome;
  recordId: string | null;
  key: string | null;
  label: string | null;
  changes: Record<string, [unknown, unknown]> | null;
  problems: CellProblem[] | null;
}

const PAGE_OF_ROWS = 2_000;

/** The lines of an import, and the refused ones as a file to correct and upload again. */
@Injectable()
export class ImportRowsService {
  constructor(
    private readonly db: Database,
    private readonly runs: ImportRuns,
    private readonly files: StoredFiles,
    private readonly log: AccessLog,
    @Inject(InventoryFacade) private readonly tags: Pick<InventoryFacade, 'voidedTags'>,
  ) {}

  /** @throws ImportNotFound */
  async list(id: string, { outcome, field, after, limit }: RowFilter): Promise<Page<ImportRow>> {
    const run = await this.runs.load(this.db.read, id);
    const rows = await this.db.read.query<StoredRow>(
      `SELECT line, outcome, record_id AS "recordId", key, label, changes, problems FROM import_row
       WHERE run_id = $1 AND line > $2 AND ($3::text IS NULL OR outcome = $3)
         AND ($4::text IS NULL OR changes ? $4 OR problems @> jsonb_build_array(jsonb_build_object('field', $4)))
       ORDER BY line LIMIT $5`,
      [id, lineOf(after), outcome ?? null, field ?? null, limit + 1],
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const page = rows.slice(0, limit);
    const voided = run.kind === 'devices' ? await this.voided(page) : new Map<string, string>();
    const items = page.map((row) => ({ ...shown(run, row), notes: notesOf(run, row, voided) }));
    return { items, next: last ? encodeCursor([last.line]) : null };
  }

  /** Why the labels with a tag were voided, by the tag: asked each time, since it is no part of the plan. */
  private async voided(rows: readonly StoredRow[]): Promise<Map<string, string>> {
    const tags = rows.map(givenTag).filter((tag) => tag !== null);
    const found = tags.length > 0 ? await this.tags.voidedTags(this.db.read, tags) : [];
    return new Map(found.map(({ tag, reason }) => [tag, reason]));
  }

  /**
   * The refused lines as they stand in the file, with a column `error` in the reader's language. Read from the file itself; nothing is copied.
   * An import of people or of agreements is an export with people in it: it goes into the access log.
   * @throws ImportNotFound, FileMissing, FileRemoved
   */
  async errorsFile(viewer: Viewer, id: string): Promise<{ fileName: string; stream: Readable }> {
    const run = await this.runs.load(this.db.read, id);
    const bytes = await this.files.open(this.db.read, run.fileId);
    await this.logExport(viewer, run, 'refuse', 'GET /api/v1/imports/:id/errors.csv');
    const table = await openTable(bytes, run.encoding);
    const fileName = `${
      run.fileName
        .replace(/\.[^.]*$/, '')
        .replace(/[^\w -]/g, '_')
        .slice(0, 80) || 'import'
    }-errors.csv`;
    // A file of errors that comes back has the column already.
    const width = foldHeader(table.header.at(-1)!) === 'error' ? table.header.length - 1 : table.header.length;
    const header = [...table.header.slice(0, width), 'error'];
    return { fileName, stream: this.csv(viewer, header, this.errorRows(run, table, width, viewer.language)) };
  }

  /** Every change of the dry run: line, key, field, from, to. For the command line. @throws ImportNotFound */
  async changesFile(viewer: Viewer, id: string): Promise<{ stream: Readable }> {
    const run = await this.runs.load(this.db.read, id);
    await this.logExport(viewer, run, 'change', 'cubby import --changes');
    return { stream: this.csv(viewer, ['line', 'key', 'field', 'from', 'to'], this.changeRows(run)) };
  }

  /** Every cell is text, as it stands in the file that came in. */
  private csv({ language }: Viewer, header: readonly string[], rows: AsyncIterable<CellValue[][]>): Readable {
    return tableFile(
      { title: '', columns: header.map((title) => ({ title })), rows, timeZone: 'UTC', language },
      'csv',
    );
  }

  private async *changeRows({ id }: ImportRun): AsyncGenerator<CellValue[][]> {
    for (let after: string | null | undefined; after !== null;) {
      const page: Page<ImportRow> = await this.list(id, { outcome: 'change', after, limit: PAGE_OF_ROWS });
      yield page.items.flatMap(({ line, key, changes }) =>
        changes.map(({ field, from, to }) => [line, key, field, from, to]),
      );
      after = page.next;
    }
  }

  private async logExport(viewer: Viewer, run: ImportRun, outcome: ImportOutcome, route: string): Promise<void> {
    if (run.kind === 'devices') return;
    const [row] = await this.db.read.query<{ n: number }>(
      `SELECT count(*) AS n FROM import_row WHERE run_id = $1 AND outcome = $2`,
      [run.id, outcome],
    );
    await this.log.record(this.db.read, {
      viewer,
      action: 'people.exported',
      route,
      rowCount: row?.n ?? 0,
      detail: { importId: run.id },
    });
  }

  private async *errorRows(
    run: ImportRun,
    table: Table,
    width: number,
    language: Language,
  ): AsyncGenerator<CellValue[][]> {
    const refused = this.refused(run);
    let next = await refused.next();
    for await (const rows of table.rows) {
      const cells: CellValue[][] = [];
      for (const row of rows) {
        if (next.done || row.line !== next.value.line) continue;
        cells.push([...cellsOf(row, width), errorOf(run, next.value, language)]);
        next = await refused.next();
      }
      yield cells;
      if (next.done) return;
    }
  }

  private async *refused(run: ImportRun): AsyncGenerator<Pick<StoredRow, 'line' | 'problems'>, undefined> {
    for (let line = 0; ;) {
      const rows = await this.db.read.query<Pick<StoredRow, 'line' | 'problems'>>(
        `SELECT line, problems FROM import_row WHERE run_id = $1 AND outcome = 'refuse' AND line > $2 ORDER BY line LIMIT $3`,
        [run.id, line, PAGE_OF_ROWS],
      );
      yield* rows;
      if (rows.length < PAGE_OF_ROWS) return;
      line = rows.at(-1)!.line;
    }
  }
}

const cellsOf = (row: TableRow, width: number): string[] =>
  row.cells.slice(0, width).map((cell) => cell.slice(0, 32_000));

/** Of a record that is not whole no cell may be left to know it by: its line is named. */
function errorOf(run: ImportRun, { line, problems }: Pick<StoredRow, 'line' | 'problems'>, language: Language): string {
  const reasons = problems ?? [];
  const why = reasons.map((problem) => sentenceOf(problem, columnOf(run, problem.field), language)).join(' ');
  return reasons.some(({ code }) => code.startsWith('record-')) ? `${lineWord(line, language)}: ${why}` : why;
}

/** The column of the file that gives a field, else the field's own name. */
function columnOf(run: ImportRun, field: string): string | null {
  if (field === '') return null;
  return (
    run.columns.find((column) => column.field === field)?.header ??
    PLANS[run.kind].fields.find(({ code }) => code === field)?.label ??
    field
  );
}

/** The tag that the line gives to a device. */
function givenTag({ outcome, key, changes }: StoredRow): string | null {
  if (outcome === 'create') return key;
  return outcome === 'change' ? asText(changes?.tag?.[1]) : null;
}

function notesOf(run: ImportRun, row: StoredRow, voided: ReadonlyMap<string, string>): CellRemark[] {
  const tag = givenTag(row);
  const reason = tag === null ? undefined : voided.get(tag);
  return reason === undefined ? [] : [remark(run, { field: 'tag', value: tag, code: 'tag-voided', why: reason })];
}

const remark = (run: ImportRun, problem: CellProblem): CellRemark => ({
  field: problem.field === '' ? null : problem.field,
  column: columnOf(run, problem.field),
  value: problem.value,
  code: problem.code,
  ...reasonOf(problem),
});

function shown(run: ImportRun, row: StoredRow): Omit<ImportRow, 'notes'> {
  const order = PLANS[run.kind].fields.map(({ code }) => code);
  return {
    ...row,
    changes: Object.entries(row.changes ?? {})
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([field, [from, to]]) => ({ field, from: asText(from), to: asText(to) })),
    problems: (row.problems ?? []).map((problem) => remark(run, problem)),
  };
}

const asText = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function lineOf(after: string | undefined): number {
  if (after === undefined) return 0;
  const [line] = decodeCursor(after, 1) ?? [];
  if (typeof line === 'number' && Number.isInteger(line) && line >= 0 && line <= 2_147_483_647) return line;
  throw invalidField('after', 'must be the `next` of a page');
}
