import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Db, Tx } from '@app/platform';
import { invalidField } from '@app/platform';
import { ImportNotFound } from '../exchange.errors.js';
import type { ImportKind } from './import-kinds.js';
import type { ImportRun } from './import-run.js';
import { RUN_COLUMNS, RUN_TABLES } from './import-run.js';

type NewRun = Pick<
  ImportRun,
  'kind' | 'fileId' | 'encoding' | 'sheet' | 'rowTotal' | 'columns' | 'options' | 'accountId'
>;

/** The table `import_run`. */
@Injectable()
export class ImportRuns {
  async insert(tx: Tx, run: NewRun): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO import_run (kind, file_id, encoding, row_total, columns, options, account_id, sheet)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8::jsonb) RETURNING id`,
      [
        run.kind,
        run.fileId,
        run.encoding,
        run.rowTotal,
        JSON.stringify(run.columns),
        JSON.stringify(run.options),
        run.accountId,
        run.sheet === null ? null : JSON.stringify(run.sheet),
      ],
    );
    return row.id;
  }

  /** @throws ImportNotFound */
  async load(db: Db, id: string): Promise<ImportRun> {
    const [run] = await db.query<ImportRun>(`SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES} WHERE r.id = $1`, [id]);
    if (!run) throw new ImportNotFound();
    return run;
  }

  /** The same, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ImportRun> {
    await tx.query('SELECT 1 FROM import_run WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.load(tx, id);
  }

  /** Newest first. */
  async list(db: Db, { after, limit }: { after?: string; limit: number }): Promise<Page<ImportRun>> {
    const [at, id] = after === undefined ? [null, null] : cursorOf(after);
    const runs = await db.query<ImportRun>(
      `SELECT ${RUN_COLUMNS} FROM ${RUN_TABLES}
       WHERE $1::timestamptz IS NULL OR (r.created_at, r.id) < ($1, $2::uuid)
       ORDER BY r.created_at DESC, r.id DESC LIMIT $3`,
      [at, id, limit + 1],
    );
    const last = runs.length > limit ? runs[limit - 1] : undefined;
    return { items: runs.slice(0, limit), next: last ? encodeCursor([last.createdAt, last.id]) : null };
  }

  /** An upload of the same bytes by the same account that nobody has begun to use: a repeat of the request. */
  async sameUpload(db: Db, kind: ImportKind, accountId: string | null, sha256: Buffer): Promise<string | null> {
    const [run] = await db.query<{ id: string }>(
      `SELECT r.id FROM import_run r JOIN stored_file f ON f.id = r.file_id
       WHERE r.kind = $1 AND r.account_id IS NOT DISTINCT FROM $2::uuid AND f.sha256 = $3 AND r.state = 'mapping' AND r.version = 1
         AND r.created_at > clock_timestamp() - interval '1 day'
       ORDER BY r.created_at DESC LIMIT 1`,
      [kind, accountId, sha256],
    );
    return run?.id ?? null;
  }

  async setMapping(tx: Tx, run: Pick<ImportRun, 'id' | 'columns' | 'options'>): Promise<void> {
    await tx.execute(
      `UPDATE import_run SET columns = $2::jsonb, options = $3::jsonb, state = 'mapping', predicted = NULL, failure = NULL,
         applied_to = 0, finished_at = NULL, version = version + 1 WHERE id = $1`,
      [run.id, JSON.stringify(run.columns), JSON.stringify(run.options)],
    );
  }

  async begin(tx: Tx, id: string, state: 'checking' | 'running', jobRunId: string): Promise<void> {
    await tx.execute(
      `UPDATE import_run SET state = $2, job_run_id = $3, failure = NULL, finished_at = NULL,
         predicted = CASE WHEN $2 = 'running' THEN predicted END, version = version + 1 WHERE id = $1`,
      [id, state, jobRunId],
    );
  }

  async checked(tx: Tx, id: string, predicted: object): Promise<void> {
    await tx.execute(
      `UPDATE import_run SET state = 'checked', predicted = $2::jsonb, applied_to = 0, version = version + 1 WHERE id = $1`,
      [id, JSON.stringify(predicted)],
    );
  }

  async applied(tx: Tx, id: string, line: number): Promise<void> {
    await tx.execute('UPDATE import_run SET applied_to = $2 WHERE id = $1', [id, line]);
  }

  async done(tx: Tx, id: string, result: object): Promise<void> {
    await tx.execute(
      `UPDATE import_run SET state = 'done', result = $2::jsonb, finished_at = clock_timestamp(), version = version + 1 WHERE id = $1`,
      [id, JSON.stringify(result)],
    );
  }

  async ended(tx: Tx, id: string, state: 'failed' | 'cancelled', failure: object | null): Promise<void> {
    await tx.execute(
      `UPDATE import_run SET state = $2, failure = $3::jsonb, finished_at = clock_timestamp(), version = version + 1
       WHERE id = $1 AND state IN ('checking', 'running')`,
      [id, state, failure === null ? null : JSON.stringify(failure)],
    );
  }
}

function cursorOf(after: string): [string, string] {
  const [at, id] = decodeCursor(after, 2) ?? [];
  if (typeof at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && isId(id)) return [at, id];
  throw invalidField('after', 'must be the `next` of a page');
}
