import type { Language } from '@app/kernel';
import type { FileFormat, JobRunState, SiteScope } from '@app/platform';
import type { DisclosureBasis } from '@app/privacy';

/** `plain`: no column is about people. */
export const VARIANTS = ['plain', 'names', 'pseudonyms'] as const;
export type ExportVariant = (typeof VARIANTS)[number];

/** What somebody asks for: which list, which of its rows and columns, and how people appear. */
export interface AskedExport {
  list: string;
  /** As the list's address has it. */
  query: string;
  /** Instead of all that the query finds: these rows, in this order. Never more than are written at once. */
  ids?: readonly string[];
  columns: readonly string[];
  format: FileFormat;
  /** Only asked where a column is about people. */
  variant: ExportVariant | null;
  recipient: string | null;
  purpose: string | null;
  /** The recipient is outside of the district: why that is allowed. `null`: it stays in the house. */
  basis: DisclosureBasis | null;
}

/** One export, as it is kept. Instants are ISO 8601. */
export interface ExportRun extends AskedExport {
  id: string;
  /** Its filters in words, as the file has them. */
  words: string | null;
  variant: ExportVariant;
  language: Language;
  accountId: string;
  siteId: string | null;
  rights: Readonly<Record<string, SiteScope>>;
  jobRunId: string | null;
  state: JobRunState;
  /** Rows so far, of how many, while it is under way. */
  done: number;
  total: number | null;
  /** How many go before it, while it waits. */
  before: number | null;
  error: string | null;
  fileId: string | null;
  fileName: string | null;
  byteSize: number | null;
  /** In hex: what an auditor compares the file with. */
  sha256: string | null;
  rowCount: number | null;
  createdAt: string;
  /** The file is there until then. */
  expiresAt: string | null;
  purgedAt: string | null;
}

export const RUN_COLUMNS = `r.id, r.list, r.query, r.words, r.columns, r.format, r.variant, r.recipient, r.purpose, r.basis, r.language,
  r.account_id AS "accountId", r.site_id AS "siteId", r.rights, r.job_run_id AS "jobRunId",
  CASE WHEN r.file_id IS NOT NULL THEN 'done' ELSE j.state END AS state, coalesce(j.done, 0) AS done, j.total, j.error,
  CASE WHEN r.file_id IS NULL AND j.state = 'queued' THEN (SELECT count(*)::int FROM export_run o JOIN job_run k ON k.id = o.job_run_id
    WHERE o.file_id IS NULL AND (k.state = 'running' OR (k.state = 'queued' AND (o.turn, o.created_at, o.id) < (r.turn, r.created_at, r.id)))) END AS before,
  r.file_id AS "fileId", f.file_name AS "fileName", f.byte_size AS "byteSize", encode(f.sha256, 'hex') AS sha256,
  r.row_count AS "rowCount", r.created_at AS "createdAt", r.expires_at AS "expiresAt", r.purged_at AS "purgedAt"`;

export const RUN_TABLES = `export_run r LEFT JOIN job_run j ON j.id = r.job_run_id LEFT JOIN stored_file f ON f.id = r.file_id`;
