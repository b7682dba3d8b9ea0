import type { Db, Tx, Viewer } from '@app/platform';
import { BulkRunNotFound } from './bulk.errors.js';
import type { BulkAction } from './bulk-action.js';

export const BULK_STATES = ['planned', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;
export type BulkState = (typeof BULK_STATES)[number];

export const BULK_OUTCOMES = ['planned', 'refused', 'changed', 'undone', 'left'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** A row of `bulk_run` with the numbers of its devices. */
export interface BulkRun {
  id: string;
  state: BulkState;
  action: BulkAction;
  reason: string | null;
  accountId: string;
  accountName: string;
  total: number;
  toChange: number;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Devices that leave the program whose money bought them. */
  leaving: number;
  /** Whether the run may still be taken back: 24 hours. */
  undoable: boolean;
  /** Whether it should move and does not: its worker is gone. */
  stalled: boolean;
}

const COLUMNS = `r.id, r.state, r.action, r.reason, r.account_id AS "accountId", identity_account_name(r.account_id) AS "accountName",
  r.total, r.to_change AS "toChange", r.leaving, r.created_at AS "createdAt", r.started_at AS "startedAt", r.finished_at AS "finishedAt",
  coalesce(r.state IN ('done', 'cancelled', 'failed') AND r.finished_at > clock_timestamp() - interval '24 hours', false) AS undoable,
  r.state IN ('running', 'undoing') AND r.moved_at < clock_timestamp() - interval '1 minute' AS stalled`;

/** A run is its account's; whoever sees the jobs of the district sees all. `$1`: the account, NULL for everybody's. */
const VISIBLE = '($1::uuid IS NULL OR r.account_id = $1)';
const ownerOf = (viewer: Viewer): string | null => (viewer.sitesFor('job:read') === 'all' ? null : viewer.accountId);

/** @throws BulkRunNotFound */
export async function findRun(db: Db, viewer: Viewer, id: string): Promise<BulkRun> {
  const [run] = await db.query<BulkRun>(`SELECT ${COLUMNS} FROM bulk_run r WHERE r.id = $2 AND ${VISIBLE}`, [
    ownerOf(viewer),
    id,
  ]);
  if (!run) throw new BulkRunNotFound();
  return run;
}

/** Newest first; ids grow with time. */
export const listRuns = (db: Db, viewer: Viewer, after: string | null, limit: number): Promise<BulkRun[]> =>
  db.query<BulkRun>(
    `SELECT ${COLUMNS} FROM bulk_run r WHERE ${VISIBLE} AND ($2::uuid IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
    [ownerOf(viewer), after, limit],
  );

/** Only its account steers a run: the devices change in its name. @throws BulkRunNotFound */
export async function lockRun(tx: Tx, viewer: Viewer, id: string): Promise<BulkRun> {
  const [run] = await tx.query<BulkRun>(
    `SELECT ${COLUMNS} FROM bulk_run r WHERE r.id = $2 AND r.account_id = $1 FOR NO KEY UPDATE OF r`,
    [viewer.accountId, id],
  );
  if (!run) throw new BulkRunNotFound();
  return run;
}

export interface OutcomeCount {
  outcome: BulkOutcome;
  reason: string | null;
  count: number;
}

export const outcomesOf = (db: Db, runId: string): Promise<OutcomeCount[]> =>
  db.query<OutcomeCount>(
    `SELECT outcome, reason, count(*) FROM bulk_run_item WHERE run_id = $1 GROUP BY outcome, reason ORDER BY count(*) DESC, reason`,
    [runId],
  );
