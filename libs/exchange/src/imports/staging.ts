import { Injectable } from '@nestjs/common';
import type { ReadOptions } from '@app/platform';
import { copyInto, copyLine, Database, openTable, rowReader, StoredFiles } from '@app/platform';
import { faultOf } from '../shared/kept-lines.rules.js';
import type { ImportKind } from './import-kinds.js';
import { PLANS } from './import-kinds.js';
import type { ImportRun } from './import-run.js';
import { dateOrderOf, mappingOf } from './mapping.rules.js';

const STAGING_MAY_TAKE_MS = 3_600_000;

/** Told how many lines have arrived; throws to stop. */
export type Progress = (lines: number) => Promise<void>;

/** Streams the file into the staging table: every mapped cell read, refused cells noted beside it. Nothing else is written. */
@Injectable()
export class Staging {
  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
  ) {}

  /** @returns the number of lines */
  async fill(run: ImportRun, progress: Progress): Promise<number> {
    const plan = PLANS[run.kind];
    const bytes = await this.files.open(this.db.read, run.fileId);
    const dateOrder = dateOrderOf(run.kind, run.columns, run.options);
    const options = { dateOrder, timeZone: await this.timeZone(), pad: run.options.pad };
    const lines = await this.db.transaction(
      async (tx) => {
        await tx.execute(plan.clear, [run.id]);
        return copyInto(tx, plan.copy, copyLines(run, bytes, options, progress));
      },
      { statementTimeoutMs: STAGING_MAY_TAKE_MS },
    );
    await this.analyze(run.kind);
    return lines;
  }

  async count(run: ImportRun): Promise<number> {
    const [row] = await this.db.read.query<{ n: number }>(PLANS[run.kind].count, [run.id]);
    return row?.n ?? 0;
  }

  async clear(run: ImportRun): Promise<void> {
    await this.db.transaction((tx) => tx.execute(PLANS[run.kind].clear, [run.id]), {
      statementTimeoutMs: STAGING_MAY_TAKE_MS,
    });
  }

  /** In a transaction of its own: its lock would make another import wait. */
  async analyze(what: ImportKind | 'rows'): Promise<void> {
    await this.db.transaction((tx) => tx.query('SELECT exchange_analyze($1)', [what]), { statementTimeoutMs: 60_000 });
  }

  private async timeZone(): Promise<string> {
    const [district] = await this.db.read.query<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM district');
    return district?.timeZone ?? 'UTC';
  }
}

async function* copyLines(
  run: ImportRun,
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  progress: Progress,
): AsyncGenerator<string> {
  const read = rowReader(PLANS[run.kind].fields, mappingOf(run.columns), options);
  const table = await openTable(bytes, run.encoding);
  let lines = 0;
  for await (const rows of table.rows) {
    let text = '';
    for (const row of rows) {
      const { values, problems } = read({ ...row, fault: faultOf(row, table.header.length) });
      text += copyLine([run.id, row.line, ...values, problems.length === 0 ? null : JSON.stringify(problems)]);
    }
    lines += rows.length;
    await progress(lines);
    if (text !== '') yield text;
  }
}
