import { Injectable } from '@nestjs/common';
import { Database, Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';

/** A desk's session list never needs more to be shown again after a reload. */
const MOST_SCANS = 2000;

export interface SessionScan {
  id: string;
  seq: number;
  act: string;
  rawCode: string | null;
  occurredAt: string;
  undone: boolean;
  targetScanId: string | null;
  answer: ScanAnswer;
}

@Injectable()
export class SessionService {
  constructor(private readonly db: Database) {}

  /** The account's own session, newest scan first. Empty before its first scan arrived, and for a session of another account. */
  async scans(viewer: Viewer, sessionId: string): Promise<SessionScan[]> {
    return this.db.read.query<SessionScan>(
      `SELECT id, seq, act, raw_code AS "rawCode", occurred_at AS "occurredAt", undone_at IS NOT NULL AS undone,
              target_scan_id AS "targetScanId", answer
         FROM scan_event WHERE session_id = $1 AND account_id = $2 ORDER BY seq DESC LIMIT ${MOST_SCANS}`,
      [sessionId, viewer.accountId],
    );
  }
}
