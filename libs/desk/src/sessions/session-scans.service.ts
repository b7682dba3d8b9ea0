import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { Database, Viewer } from '@app/platform';
import type { Message, OutcomeClass, ScanMode } from '@app/scan-engine';
import type { DeskSession } from './session.service.js';
import { SessionService, wordsOf } from './session.service.js';

interface StoredScan {
  seq: number;
  occurredAt: string;
  mode: ScanMode;
  code: string | null;
  class: OutcomeClass;
  headline: Message;
  lines: Message[];
  tag: string | null;
  serial: string | null;
  model: string | null;
  personId: string | null;
  person: string | null;
  undone: boolean;
  note: string | null;
}

/** A scan as its session's file has it, in the reader's words. */
export type ListedScan = Omit<StoredScan, 'seq' | 'class' | 'headline' | 'lines'> & { outcome: string; what: string };

const SCANS = `WITH noted AS (SELECT DISTINCT ON (target_scan_id) target_scan_id AS id, note::text AS note FROM scan_event
    WHERE session_id = $1 AND account_id = $2 AND act = 'note' AND undone_at IS NULL ORDER BY target_scan_id, seq DESC)
  SELECT seq, occurred_at AS "occurredAt", mode, raw_code AS code, class, undone_at IS NOT NULL AS undone,
    answer -> 'headline' AS headline, answer -> 'lines' AS lines, answer #>> '{device,tag}' AS tag,
    answer #>> '{device,serial}' AS serial, answer #>> '{device,modelName}' AS model,
    coalesce(answer #>> '{person,id}', answer #>> '{device,holder,id}') AS "personId",
    coalesce(answer #>> '{person,display}', answer #>> '{device,holder,display}') AS person, noted.note
  FROM scan_event LEFT JOIN noted USING (id)
  WHERE session_id = $1 AND account_id = $2 AND act <> 'note' AND answer IS NOT NULL AND seq > $3 ORDER BY seq LIMIT $4`;

/** Every scan of an own session, in its order: what the list of the session is as a file. */
@Injectable()
export class SessionScansService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
  ) {}

  /** @throws SessionNotFound */
  async page(viewer: Viewer, sessionId: string, { after, limit }: { after?: string; limit: number }) {
    const db = this.db.read;
    const session = await this.sessions.find(db, viewer, sessionId);
    const from = Number(after ?? 0) || 0;
    const rows = await db.query<StoredScan>(SCANS, [sessionId, viewer.accountId, from, limit + 1]);
    const shown = rows.slice(0, limit);
    const page: Page<ListedScan> = {
      items: shown.map((row) => listed(viewer, row, session)),
      next: rows.length > limit ? String(shown[limit - 1].seq) : null,
    };
    return page;
  }
}

/** The answers were said to this account; who may not read people of the site any more reads no names in them. */
function listed(viewer: Viewer, row: StoredScan, session: DeskSession): ListedScan {
  const { seq: _seq, class: outcome, headline, lines, ...scan } = row;
  const say = (message: Message): string => wordsOf(viewer, message, row.occurredAt, session);
  const people = viewer.sitesFor('person:read');
  const mayName = people === 'all' || people.includes(session.siteId);
  return {
    ...scan,
    outcome: say({ key: `class.${outcome}`, values: {} }),
    what: mayName ? [headline, ...lines].map(say).join(' · ') : say(headline),
    ...(mayName ? {} : { person: null, note: null, code: scan.tag ?? scan.serial }),
  };
}
