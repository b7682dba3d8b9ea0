/** One line of any of the append-only logs. */
export interface LogEntry {
  /** Orders entries of one instant; the place of the page with `at`. */
  key: string;
  at: string;
  source: 'device' | 'admin' | 'access' | 'export';
  accountId: string | null;
  siteId: string | null;
  stationId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Codes that support it. */
  evidence: Record<string, unknown> | null;
  scanId: string | null;
}

export interface LogFilter {
  accountId?: string;
  siteId?: string;
  action?: string;
  /** Of records of this kind. */
  subjectKind?: string;
  subjectId?: string;
  /** Instants: from the first, before the second. */
  from: string | null;
  until: string | null;
  /** The last entry of the page before. */
  after: { at: string; key: string } | null;
  limit: number;
}

/** Conditions on `l.at` and the key, `$1` to `$4`: bound first by each of the logs, so that each walks its own index. */
export const positionOf = (at: string, key: string): string =>
  `($1::timestamptz IS NULL OR ${at} <= $1) AND ($1::timestamptz IS NULL OR (${at}, ${key} COLLATE "C") < ($1, $2::text COLLATE "C"))
   AND ($3::timestamptz IS NULL OR ${at} >= $3) AND ($4::timestamptz IS NULL OR ${at} < $4)`;

export const positionValues = ({ after, from, until }: LogFilter): unknown[] => [
  after?.at ?? null,
  after?.key ?? null,
  from,
  until,
];
