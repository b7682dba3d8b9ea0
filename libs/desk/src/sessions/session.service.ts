import { Injectable } from '@nestjs/common';
import { dayIn } from '@app/kernel';
import type { Db } from '@app/platform';
import { Database, Viewer } from '@app/platform';
import type { Message, OutcomeClass, ScanAnswer, ScanMode } from '@app/scan-engine';
import { renderMessage } from '@app/scan-engine';
import { SessionNotFound } from '../desk.errors.js';
import { endOf } from './session.rules.js';

/** A desk's session list never needs more to be shown again after a reload. */
const MOST_SCANS = 2000;
const MOST_EXCEPTIONS = 200;

export interface SessionScan {
  id: string;
  seq: number;
  act: string;
  rawCode: string | null;
  note: string | null;
  occurredAt: string;
  undone: boolean;
  targetScanId: string | null;
  answer: ScanAnswer;
}

export interface DeskSession {
  id: string;
  siteId: string;
  siteCode: string;
  stationId: string;
  stationName: string;
  startedAt: string;
  lastScanAt: string | null;
  endedAt: string | null;
  timeZone: string;
}

export interface SessionException {
  scanId: string;
  occurredAt: string;
  mode: ScanMode;
  class: OutcomeClass;
  code: string;
  headline: string;
  undone: boolean;
}

export interface SessionSummary extends DeskSession {
  totals: { scans: number; in: number; out: number; undone: number; refused: number };
  exceptions: SessionException[];
  exceptionCount: number;
}

type Asked = Omit<SessionSummary['totals'], 'in' | 'out'> & { exceptionCount: number };

/** What the desk was asked, undos and quick answers left out. */
const ASKED = `session_id = $1 AND account_id = $2 AND act IN ('code', 'pick') AND answer IS NOT NULL`;
/** Twin of `movesOf`, from the ledger: what every scan, answer and batch of the session moved, as far as it stands. */
const MOVED = `SELECT count(*) FILTER (WHERE m.back OR m.arrived AND NOT m.gone)::int AS "in", count(*) FILTER (WHERE m.gone)::int AS out
  FROM scan_event s CROSS JOIN LATERAL (
    SELECT bool_or(e.type = 'checked-in') AS back, bool_or(e.type IN ('received', 'found')) AS arrived, bool_or(e.type = 'checked-out') AS gone
      FROM device_event e WHERE e.scan_id = s.id AND e.reverses_seq IS NULL GROUP BY e.device_id) AS m
  WHERE s.session_id = $1 AND s.account_id = $2 AND s.undone_at IS NULL AND s.undoable`;
const EXCEPTION = `class IN ('CHECK', 'STOP', 'ALARM')`;

/** An account's own sessions: those of others are not there. */
@Injectable()
export class SessionService {
  constructor(private readonly db: Database) {}

  /** Newest scan first. Empty before its first scan arrived, and for a session of another account. */
  async scans(viewer: Viewer, sessionId: string): Promise<SessionScan[]> {
    return this.db.read.query<SessionScan>(
      `SELECT id, seq, act, raw_code AS "rawCode", note::text AS note, occurred_at AS "occurredAt", undone_at IS NOT NULL AS undone,
              target_scan_id AS "targetScanId", answer
         FROM scan_event WHERE session_id = $1 AND account_id = $2 ORDER BY seq DESC LIMIT ${MOST_SCANS}`,
      [sessionId, viewer.accountId],
    );
  }

  /** @throws SessionNotFound */
  summary(viewer: Viewer, sessionId: string): Promise<SessionSummary> {
    return this.summaryOf(this.db.read, viewer, sessionId);
  }

  /** Once: whoever ends it again changes nothing. What was scanned before and arrives later still belongs to it. @throws SessionNotFound */
  end(viewer: Viewer, sessionId: string): Promise<SessionSummary> {
    return this.db.transaction(async (tx) => {
      await tx.execute(
        'UPDATE desk_session SET ended_at = clock_timestamp() WHERE id = $1 AND account_id = $2 AND ended_at IS NULL',
        [sessionId, viewer.accountId],
      );
      return this.summaryOf(tx, viewer, sessionId);
    });
  }

  /** @throws SessionNotFound */
  async find(db: Db, viewer: Viewer, sessionId: string): Promise<DeskSession> {
    const [session] = await db.query<DeskSession & { now: string }>(
      `SELECT d.id, d.site_id AS "siteId", s.code AS "siteCode", d.station_id AS "stationId", t.name AS "stationName", d.started_at AS "startedAt",
              d.ended_at AS "endedAt", clock_timestamp() AS now, coalesce((SELECT time_zone FROM district), 'UTC') AS "timeZone",
              (SELECT e.received_at FROM scan_event e WHERE e.session_id = d.id ORDER BY e.seq DESC LIMIT 1) AS "lastScanAt"
         FROM desk_session d JOIN station t ON t.id = d.station_id JOIN site s ON s.id = d.site_id
        WHERE d.id = $1 AND d.account_id = $2`,
      [sessionId, viewer.accountId],
    );
    if (!session) throw new SessionNotFound();
    const { now, ...found } = session;
    return { ...found, endedAt: endOf(found, new Date(now)) };
  }

  private async summaryOf(db: Db, viewer: Viewer, sessionId: string): Promise<SessionSummary> {
    const session = await this.find(db, viewer, sessionId);
    const [{ exceptionCount, ...asked }] = await db.query<Asked>(
      `SELECT count(*)::int AS scans, (count(*) FILTER (WHERE undone_at IS NOT NULL))::int AS undone,
              (count(*) FILTER (WHERE class IN ('STOP', 'ALARM')))::int AS refused,
              (count(*) FILTER (WHERE ${EXCEPTION}))::int AS "exceptionCount"
         FROM scan_event WHERE ${ASKED}`,
      [sessionId, viewer.accountId],
    );
    const [moved] = await db.query<{ in: number; out: number }>(MOVED, [sessionId, viewer.accountId]);
    const exceptions = await db.query<Omit<SessionException, 'headline'> & { headline: Message }>(
      `SELECT id AS "scanId", occurred_at AS "occurredAt", mode, class, undone_at IS NOT NULL AS undone,
              coalesce(answer #>> '{device,tag}', raw_code, '') AS code, answer -> 'headline' AS headline
         FROM scan_event WHERE ${ASKED} AND ${EXCEPTION} ORDER BY seq LIMIT ${MOST_EXCEPTIONS}`,
      [sessionId, viewer.accountId],
    );
    return {
      ...session,
      totals: { ...asked, ...moved },
      exceptionCount,
      exceptions: exceptions.map((row) => ({
        ...row,
        headline: wordsOf(viewer, row.headline, row.occurredAt, session),
      })),
    };
  }
}

/** As they were said on the day of the scan. */
export const wordsOf = (viewer: Viewer, message: Message, at: string, { timeZone }: DeskSession): string =>
  renderMessage(message, { locale: viewer.language, timeZone, today: dayIn(timeZone, at) });
