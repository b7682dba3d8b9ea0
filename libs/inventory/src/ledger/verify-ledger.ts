import type { Db } from '@app/platform';
import type { Anchor, AnchorFolder } from './anchor-folder.js';
import { CHUNK_END, FINDINGS, REWRITTEN } from './verify.sql.js';

export type LedgerProblem =
  /** The entry's content and its hash do not fit. */
  | 'entry-edited'
  /** A number is skipped. */
  | 'entry-missing'
  /** The entry does not continue the one before it. */
  | 'link-broken'
  | 'no-entries'
  /** The device remembers later entries than the ledger has, or earlier ones. */
  | 'tail-cut'
  | 'tail-added'
  | 'head-differs'
  /** The device is not what its entries say; `columns` names where. */
  | 'summary-differs'
  | 'code-differs'
  /** Consistent in itself, but not what an anchor of an earlier day says. */
  | 'rewritten'
  | 'anchor-edited'
  | 'anchor-unreadable'
  /** There is a file, but the database no longer knows of it. */
  | 'anchor-removed';

export interface LedgerFinding {
  /** `null` for a finding about an anchor. */
  deviceId: string | null;
  tag: string | null;
  seq: number | null;
  problem: LedgerProblem;
  columns: string | null;
  /** The anchor that disagrees. */
  anchor?: string;
}

export interface LedgerReport {
  devices: number;
  anchors: number;
  /** In order of device; `truncated` when there are more. */
  findings: LedgerFinding[];
  truncated: boolean;
}

export interface VerifyOptions {
  /** Where the anchors lie; without it the ledger is only checked against itself. */
  folder?: AnchorFolder;
  /** How many anchors, the newest first. Default 3. */
  anchors?: number;
  /** Findings after which the check stops. Default 1,000. */
  most?: number;
  onProgress?: (devices: number) => void;
}

interface Chunk {
  end: string | null;
  devices: number;
}

const DEVICES_AT_ONCE = 500;
const HEADS_AT_ONCE = 10_000;

/**
 * Computes the whole ledger again, some hundred devices a statement: an edited, removed, added or rewritten entry is
 * named by device and number. Reads only; runs beside a working district. An edit that was made together with every
 * later hash and the device itself shows against an anchor that is older.
 */
export async function verifyLedger(db: Db, options: VerifyOptions = {}): Promise<LedgerReport> {
  const { most = 1_000, folder, anchors = 3, onProgress } = options;
  const report: LedgerReport = { devices: 0, anchors: 0, findings: [], truncated: false };
  let after: string | null = null;
  for (;;) {
    const [chunk]: Chunk[] = await db.query<Chunk>(CHUNK_END, [after, DEVICES_AT_ONCE]);
    if (chunk.end === null || report.truncated) break;
    add(report, await db.query<LedgerFinding>(FINDINGS, [after, chunk.end, most + 1]), most);
    report.devices += chunk.devices;
    after = chunk.end;
    onProgress?.(report.devices);
  }
  for (const anchor of folder ? await newestAnchors(db, anchors) : []) {
    if (folder && !report.truncated) await compare(db, folder, anchor, report, most);
  }
  if (folder && !report.truncated) add(report, await removedAnchors(db, folder), most);
  return report;
}

async function removedAnchors(db: Db, folder: AnchorFolder): Promise<LedgerFinding[]> {
  const files = await folder.list();
  const known = await db.query<{ start: string }>(
    `SELECT f.start FROM unnest($1::text[]) AS f (start)
     WHERE EXISTS (SELECT 1 FROM ledger_anchor a WHERE left(encode(a.digest, 'hex'), length(f.start)) = f.start)`,
    [files.map(({ digestStart }) => digestStart)],
  );
  const starts = new Set(known.map(({ start }) => start));
  return files
    .filter(({ digestStart }) => !starts.has(digestStart))
    .map(({ stamp }) => aboutAnchor('anchor-removed', stamp));
}

const aboutAnchor = (problem: LedgerProblem, anchor: string): LedgerFinding => ({
  ...{ deviceId: null, tag: null, seq: null, columns: null },
  ...{ problem, anchor },
});

const newestAnchors = (db: Db, limit: number): Promise<Anchor[]> =>
  db.query<Anchor>(
    `SELECT id, anchored_at AS "anchoredAt", device_count AS "deviceCount", encode(digest, 'hex') AS digest
     FROM ledger_anchor ORDER BY id DESC LIMIT $1`,
    [limit],
  );

async function compare(
  db: Db,
  folder: AnchorFolder,
  anchor: Anchor,
  report: LedgerReport,
  most: number,
): Promise<void> {
  let digest: string;
  try {
    digest = await folder.read(anchor, HEADS_AT_ONCE, async (heads) => {
      const values = [
        heads.map(({ deviceId }) => deviceId),
        heads.map(({ seq }) => seq),
        heads.map(({ hash }) => hash),
        most + 1,
      ];
      const found = await db.query<LedgerFinding>(REWRITTEN, values);
      add(
        report,
        found.map((finding) => ({ ...finding, anchor: anchor.anchoredAt })),
        most,
      );
    });
  } catch {
    add(report, [aboutAnchor('anchor-unreadable', anchor.anchoredAt)], most);
    return;
  }
  if (digest !== anchor.digest) add(report, [aboutAnchor('anchor-edited', anchor.anchoredAt)], most);
  report.anchors += 1;
}

function add(report: LedgerReport, findings: readonly LedgerFinding[], most: number): void {
  report.findings.push(...findings.slice(0, most - report.findings.length));
  if (report.findings.length >= most && findings.length > 0) report.truncated = true;
}
