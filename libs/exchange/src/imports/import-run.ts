import type { VoidedTag } from '@app/inventory';
import type { ColumnProfile, DateOrder, HeaderGuess, SheetFacts, TextEncoding } from '@app/platform';
import type { RunFailure } from '../shared/run-failure.js';
import type { ImportKind } from './import-kinds.js';
import type { PadOffer, Pads } from './padding.rules.js';

export const IMPORT_STATES = ['mapping', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_OUTCOMES = ['create', 'change', 'unchanged', 'refuse'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export const MATCH_KEYS = ['tag', 'serial'] as const;
export const PERSON_KINDS = ['student', 'staff'] as const;
export const DATE_ORDERS = ['month-first', 'day-first'] as const;

/** A column of the file: what is in it and which field it gives. */
export interface ImportColumn extends HeaderGuess, Omit<ColumnProfile, 'numbers'> {
  /** Where it has probably lost the zeros in front, by the field that it would give. */
  padOffers?: PadOffer[];
}

export interface ImportOptions {
  /** `null`: as the dates of the file tell. */
  dateOrder: DateOrder;
  /** What a new person is where the file does not say. */
  personKind: (typeof PERSON_KINDS)[number];
  /** By which code a line finds its device. */
  matchBy: (typeof MATCH_KEYS)[number];
  /** What is filled up with zeros; nothing, unless somebody said so. */
  pad?: Pads;
}

/** How many records change in one field, and the commonest changes. */
export interface FieldCount {
  field: string;
  count: number;
  pairs: { from: string | null; to: string | null; count: number }[];
}

export interface NewModel {
  maker: string;
  model: string;
  deviceClass: string;
  lines: number;
}

/** What a plan comes to, or what was done. Numbers of lines. */
export interface ImportCounts {
  create: number;
  change: number;
  unchanged: number;
  refuse: number;
  byField: FieldCount[];
  newModels: NewModel[];
  /** Records before the import: people who are active, devices. */
  existing: number;
  /** Of devices: tags that lines give whose labels were voided. None are not noted. */
  voidedTags?: VoidedTagLines;
}

export interface VoidedTagLines {
  count: number;
  /** The first of them. */
  items: (VoidedTag & { line: number })[];
}

/** Where the lines stand in a workbook. */
export interface ImportSheet extends SheetFacts {
  name: string;
  /** Of the workbook, in the order of their tabs. */
  all: string[];
}

/** A row of `import_run`. */
export interface ImportRun {
  id: string;
  kind: ImportKind;
  state: ImportState;
  fileId: string;
  fileName: string;
  byteSize: number;
  /** Its time was over. */
  fileRemovedAt: string | null;
  encoding: TextEncoding;
  /** `null`: the file is no workbook. */
  sheet: ImportSheet | null;
  rowTotal: number;
  columns: ImportColumn[];
  options: ImportOptions;
  jobRunId: string | null;
  predicted: ImportCounts | null;
  result: ImportCounts | null;
  appliedTo: number;
  failure: RunFailure | null;
  accountId: string | null;
  accountName: string | null;
  version: number;
  createdAt: string;
  finishedAt: string | null;
  /** Of the job that works on it, or did last. */
  progress: { total: number | null; done: number } | null;
}

export const RUN_COLUMNS = `r.id, r.kind, r.state, r.file_id AS "fileId", f.file_name AS "fileName", f.byte_size AS "byteSize", f.removed_at AS "fileRemovedAt", r.encoding, r.sheet,
  r.row_total AS "rowTotal", r.columns, r.options, r.job_run_id AS "jobRunId", r.predicted, r.result, r.applied_to AS "appliedTo",
  r.failure, r.account_id AS "accountId", a.display_name AS "accountName", r.version, r.created_at AS "createdAt",
  r.finished_at AS "finishedAt",
  CASE WHEN j.id IS NOT NULL THEN json_build_object('total', j.total, 'done', j.done) END AS progress`;

export const RUN_TABLES = `import_run r JOIN stored_file f ON f.id = r.file_id LEFT JOIN account a ON a.id = r.account_id
  LEFT JOIN job_run j ON j.id = r.job_run_id`;
