import { Injectable } from '@nestjs/common';
import { copyInto, copyLine, Database, openTable, StoredFiles } from '@app/platform';
import type { Progress } from '../../imports/staging.js';
import type { Dialect } from '../files/dialects.js';
import { dialectOf } from '../files/dialects.js';
import { ROSTERS } from './roster-intake.js';
import type { StagedRecord } from '../files/roster-lines.js';
import { lineReader } from '../files/roster-lines.js';
import { ROSTER_LIMITS } from '../files/roster-package.js';
import { faultOf } from '../../shared/kept-lines.rules.js';
import type { RosterFile, RosterRun } from './roster-run.js';

const STAGING_MAY_TAKE_MS = 3_600_000;
const COPY = `COPY roster_line (run_id, seq, file, line, kind, id, owner, gone, refused, vals, problems) FROM STDIN`;

/** Streams the files of a run into `roster_line`: every record read, refused ones with what is wrong. Nothing else is written. */
@Injectable()
export class RosterStaging {
  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
  ) {}

  async fill(run: RosterRun, progress: Progress): Promise<void> {
    const archive = await this.files.zip({ id: run.fileId!, purpose: ROSTERS }, ROSTER_LIMITS);
    try {
      const dialect = dialectOf(run.dialect!);
      const [district] = await this.db.read.query<{ zone: string }>('SELECT time_zone AS zone FROM district');
      const lines = stagedLines(run, dialect, (name) => archive.read(name), district?.zone ?? 'UTC', progress);
      await this.db.transaction(
        async (tx) => {
          await tx.execute('DELETE FROM roster_line WHERE run_id = $1', [run.id]);
          await copyInto(tx, COPY, lines);
          await tx.query('SELECT exchange_roster_repeats($1)', [run.id]);
        },
        { statementTimeoutMs: STAGING_MAY_TAKE_MS },
      );
    } finally {
      archive.close();
    }
    await this.db.transaction((tx) => tx.query('SELECT exchange_analyze_roster()'), { statementTimeoutMs: 60_000 });
  }

  /** Staging is unlogged: a crash of the database empties it. */
  async isFilled({ id, files }: RosterRun): Promise<boolean> {
    if (files.every(({ rows }) => rows === 0)) return true;
    const rows = await this.db.read.query('SELECT 1 FROM roster_line WHERE run_id = $1 LIMIT 1', [id]);
    return rows.length > 0;
  }
}

async function* stagedLines(
  run: RosterRun,
  dialect: Dialect,
  read: (name: string) => AsyncIterable<Uint8Array>,
  zone: string,
  progress: Progress,
): AsyncGenerator<string> {
  let seq = 0;
  let lines = 0;
  for (const file of run.files.filter(({ rows }) => rows > 0)) {
    const table = await openTable(read(`${file.file}.csv`), 'utf-8');
    const recordsOf = readerOf(dialect, file, zone);
    for await (const rows of table.rows) {
      let text = '';
      for (const row of rows) {
        const read = { ...row, fault: faultOf(row, table.header.length) };
        for (const record of recordsOf(read)) text += copied(run.id, ++seq, file.file, record);
      }
      lines += rows.length;
      await progress(lines);
      if (text !== '') yield text;
    }
  }
}

function readerOf(dialect: Dialect, { file, columns, mode }: RosterFile, zone: string): ReturnType<typeof lineReader> {
  const spec = dialect.files.find((one) => one.file === file)!;
  return lineReader(spec, columns, mode, zone);
}

const copied = (run: string, seq: number, file: string, record: StagedRecord): string =>
  copyLine([
    run,
    seq,
    file,
    record.line,
    record.kind,
    record.id,
    record.owner,
    record.gone ? 't' : 'f',
    record.refused ? 't' : 'f',
    record.vals && arrayText(record.vals),
    record.problems.length === 0 ? null : JSON.stringify(record.problems),
  ]);

/** A Postgres array of texts. */
const arrayText = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;
