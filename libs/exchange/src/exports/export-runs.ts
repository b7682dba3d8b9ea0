import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Db, Tx } from '@app/platform';
import { invalidField } from '@app/platform';
import { ExportNotFound } from '../exchange.errors.js';
import type { ExportRun } from './export-run.js';
import { RUN_COLUMNS, RUN_TABLES } from './export-run.js';

/** How long a file can be fetched. */
export const KEEP_DAYS = 7;

export type NewRun = Pick<
  ExportRun,
  | 'list'
  | 'query'
  | 'words'
  | 'columns'
  | 'format'
  | 'variant'
  | 'recipient'
  | 'purpose'
  | 'basis'
  | 'language'
  | 'siteId'
> & { accountId: string | null; rights: ExportRun['rights'] };

/** What a run came to. */
export interface Written {
  fileId: string;
  rowCount: number;
}

/** The job of a run, and when it is its turn. */
export interface GivenJob {
  jobRunId: string;
  turn: number;
}

/** The table `export_run`. */
@Injectable()
export class ExportRuns {
  async insert(tx: Tx, run: NewRun, { job, written }: { job?: GivenJob; written?: Written }): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO export_run (list, query, words, columns, format, variant, recipient, purpose, language, account_id, site_id,
         rights, job_run_id, file_id, row_count, turn, basis, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14, $15, $16, $17,
         CASE WHEN $14::uuid IS NOT NULL THEN clock_timestamp() + make_interval(days => ${KEEP_DAYS}) END) RETURNING id`,
      [
        ...[run.list, run.query, run.words, run.columns, run.format, run.variant, run.recipient, run.purpose],
        ...[run.language, run.accountId, run.siteId, JSON.stringify(run.rights)],
        ...[job?.jobRunId ?? null, written?.fileId ?? null, written?.rowCount ?? null, job?.turn ?? null],
        run.basis,
      ],
    );
    return row.id;
  }

  /** @returns `false` when another worker was first */
  async finish(tx: Tx, id: string, { fileId, rowCount }: Written): Promise<boolean> {
    const changed = await tx.execute(
      `UPDATE export_run SET file_id = $2, row_count = $3, expires_at = clock_timestamp() + make_interval(days => ${KEEP_DAYS})
       WHERE id = $1 AND file_id IS NULL`,
      [id, fileId, rowCount],
    );
    return changed === 1;
  }

  /** @throws ExportNotFound */
  async load(db: Db, id: string): Promise<ExportRun> {
    const [run] = await db.query<ExportRun>(`SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES} WHERE r.id = $1`, [id]);
    if (!run) throw new ExportNotFound();
    return run;
  }

  /** An account's own, newest first. */
  async list(db: Db, accountId: string | null, { after, limit }: { after?: string; limit: number }) {
    const [at, id] = after === undefined ? [null, null] : cursorOf(after);
    const runs = await db.query<ExportRun>(
      `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES}
       WHERE r.account_id = $1 AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
       ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
      [accountId, at, id, limit + 1],
    );
    const last = runs.length > limit ? runs[limit - 1] : undefined;
    const page: Page<ExportRun> = {
      items: runs.slice(0, limit),
      next: last ? encodeCursor([last.createdAt, last.id]) : null,
    };
    return page;
  }

  /** How many of an account's are under way, and the turn of the last. */
  async underWay(db: Db, accountId: string | null): Promise<{ n: number; last: number | null }> {
    const [row] = await db.query<{ n: number; last: number | null }>(
      `SELECT count(*)::int AS n, max(r.turn) AS last FROM export_run r JOIN job_run j ON j.id = r.job_run_id
       WHERE r.account_id = $1 AND r.file_id IS NULL AND j.state IN ('queued', 'running')`,
      [accountId],
    );
    return row;
  }

  /** How many an account made within the hour. */
  async lastHour(db: Db, accountId: string | null): Promise<number> {
    const [row] = await db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM export_run WHERE account_id = $1 AND created_at > clock_timestamp() - interval '1 hour'`,
      [accountId],
    );
    return row.n;
  }

  async pseudonymKey(db: Db): Promise<Buffer> {
    const [row] = await db.query<{ key: Buffer }>('SELECT key FROM pseudonym_key');
    return row.key;
  }
}

function cursorOf(after: string): [string, string] {
  const [at, id] = decodeCursor(after, 2) ?? [];
  if (typeof at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && isId(id)) return [at, id];
  throw invalidField('after', 'must be the `next` of a page');
}
