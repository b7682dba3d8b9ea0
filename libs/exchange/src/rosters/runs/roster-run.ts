import type { RunFailure } from '../../shared/run-failure.js';
import type { FileMode } from '../files/dialect.rules.js';
import type { Guard } from './roster-guard.rules.js';
import type { RecordKind } from '../files/roster-kinds.js';

export const ROSTER_STATES = ['checking', 'checked', 'stopped', 'running', 'done', 'failed', 'cancelled'] as const;
export type RosterState = (typeof ROSTER_STATES)[number];

export const ROSTER_OUTCOMES = ['create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse'] as const;
export type RosterOutcome = (typeof ROSTER_OUTCOMES)[number];

/** Of a row; `kept` are people whom the source has no more and another one lists, `left-out` are people of the files who are nobody here. */
export const ROSTER_ROW_OUTCOMES = [...ROSTER_OUTCOMES, 'kept', 'left-out'] as const;
export type RosterRowOutcome = (typeof ROSTER_ROW_OUTCOMES)[number];

export const ROSTER_WAYS = ['upload', 'folder', 'command'] as const;
export type RosterWay = (typeof ROSTER_WAYS)[number];

/** A file of the package that is read. */
export interface RosterFile {
  file: string;
  kind: RecordKind;
  mode: FileMode;
  rows: number;
  columns: { position: number; field: string }[];
  /** Headers that are not read; what stood below them is not kept. */
  unread: string[];
}

/** People of the files who are none here. */
export interface LeftOut {
  guardians: number;
  /** Their role is over, or begins in some months. */
  notNow: number;
  withoutRole: number;
}

export type RosterCounts = Record<RosterOutcome, number> & {
  /** Of older runs it is not known. */
  leftOut?: LeftOut;
  /** The source has them no more, and another one lists them. Of older runs it is not known. */
  kept?: number;
  takenBack: number;
  moved: number;
  byField: { field: string; count: number }[];
};

/** A package that could not be read: what came, of which nothing is kept. */
export interface RefusedPackage {
  name: string;
  bytes: number;
  files: { name: string; bytes: number; sha256: string }[];
}

/** A row of `roster_run`. */
export interface RosterRun {
  id: string;
  sourceId: string;
  sourceName: string;
  /** Of the source: more than so many percent are too many. */
  limitPercent: number;
  state: RosterState;
  cameBy: RosterWay;
  unattended: boolean;
  /** Null, and the dialect with it: the package could not be read. */
  fileId: string | null;
  fileName: string;
  byteSize: number;
  /** Its time was over. */
  fileRemovedAt: string | null;
  dialect: string | null;
  manifest: { version: string | null; system: string | null } | null;
  files: RosterFile[];
  jobRunId: string | null;
  predicted: RosterCounts | null;
  result: RosterCounts | null;
  guard: Guard | null;
  approvedBy: string | null;
  approvedAt: string | null;
  approvedNumber: number | null;
  approverName: string | null;
  failure: RunFailure | null;
  accountId: string | null;
  accountName: string | null;
  version: number;
  createdAt: string;
  finishedAt: string | null;
  progress: { total: number | null; done: number } | null;
}

export const RUN_COLUMNS = `r.id, r.source_id AS "sourceId", s.name AS "sourceName", s.withdraw_limit_percent AS "limitPercent", r.state, r.came_by AS "cameBy", r.unattended, r.file_id AS "fileId",
  coalesce(f.file_name, r.refused ->> 'name') AS "fileName", coalesce(f.byte_size, (r.refused ->> 'bytes')::bigint) AS "byteSize", f.removed_at AS "fileRemovedAt", r.dialect, r.manifest, r.files, r.job_run_id AS "jobRunId", r.predicted, r.result, '{"others": []}' || r.guard AS guard,
  r.approved_by AS "approvedBy", r.approved_at AS "approvedAt", r.approved_number AS "approvedNumber", b.display_name AS "approverName",
  r.failure, r.account_id AS "accountId", a.display_name AS "accountName", r.version, r.created_at AS "createdAt", r.finished_at AS "finishedAt",
  CASE WHEN j.id IS NOT NULL THEN json_build_object('total', j.total, 'done', j.done) END AS progress`;

export const RUN_TABLES = `roster_run r JOIN roster_source s ON s.id = r.source_id LEFT JOIN stored_file f ON f.id = r.file_id
  LEFT JOIN account a ON a.id = r.account_id LEFT JOIN account b ON b.id = r.approved_by LEFT JOIN job_run j ON j.id = r.job_run_id`;
