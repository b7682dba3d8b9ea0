import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Language } from '@app/kernel';
import { dayIn } from '@app/kernel';
import { AccessLog } from '@app/identity';
import type { CellValue, TableColumn } from '@app/platform';
import { Database, tableFile, Viewer } from '@app/platform';
import type { Message, OutcomeClass, ScanMode } from '@app/scan-engine';
import { SessionService, wordsOf } from './session.service.js';
import type { DeskSession } from './session.service.js';

const AT_ONCE = 1_000;
interface FileWords {
  title: string;
  header: readonly string[];
  modes: Record<ScanMode, string>;
  yes: string;
}

const WORDS: Record<Language, FileWords> = {
  en: {
    title: 'Scans',
    header: [
      'Time',
      'Mode',
      'Code',
      'Outcome',
      'What happened',
      'Asset tag',
      'Serial',
      'Model',
      'Person',
      'Undone',
      'Note',
    ],
    modes: { out: 'Check out', in: 'Check in', look: 'Look up' },
    yes: 'yes',
  },
  es: {
    title: 'Lecturas',
    header: [
      'Hora',
      'Modo',
      'Código',
      'Resultado',
      'Qué pasó',
      'Etiqueta',
      'Serie',
      'Modelo',
      'Persona',
      'Deshecho',
      'Nota',
    ],
    modes: { out: 'Entregar', in: 'Recibir', look: 'Consultar' },
    yes: 'sí',
  },
};

interface ExportRow {
  seq: number;
  occurredAt: string;
  mode: ScanMode;
  rawCode: string | null;
  class: OutcomeClass;
  headline: Message;
  lines: Message[];
  tag: string | null;
  serial: string | null;
  model: string | null;
  person: string | null;
  undone: boolean;
  note: string | null;
}

/** A session as a file for a spreadsheet. */
@Injectable()
export class SessionExportService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly accessLog: AccessLog,
  ) {}

  /** In the access log before the first line goes out. @throws SessionNotFound */
  async csv(viewer: Viewer, sessionId: string): Promise<{ fileName: string; stream: Readable }> {
    const session = await this.sessions.find(this.db.read, viewer, sessionId);
    const [{ n }] = await this.db.read.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM scan_event WHERE session_id = $1 AND account_id = $2 AND act <> 'note' AND answer IS NOT NULL`,
      [sessionId, viewer.accountId],
    );
    await this.accessLog.record(this.db.read, {
      viewer,
      action: 'desk-session.exported',
      siteId: session.siteId,
      route: 'GET /api/v1/desk-sessions/:id/scans.csv',
      rowCount: n,
      detail: { sessionId, stationId: session.stationId },
    });
    const day = dayIn(session.timeZone, session.startedAt);
    const fileName = `scans-${session.siteCode.replace(/[^\w-]/g, '_')}-${day}-${sessionId.slice(-6)}.csv`;
    const { language } = viewer;
    const { title, header } = WORDS[language];
    const columns = header.map((head, at): TableColumn => ({ title: head, kind: at === 0 ? 'instant' : 'text' }));
    const rows = this.rows(viewer, session);
    return { fileName, stream: tableFile({ title, columns, rows, timeZone: session.timeZone, language }, 'csv') };
  }

  private async *rows(viewer: Viewer, session: DeskSession): AsyncGenerator<CellValue[][]> {
    let rows: ExportRow[];
    let after = 0;
    do {
      rows = await this.db.read.query<ExportRow>(
        `WITH noted AS (SELECT DISTINCT ON (target_scan_id) target_scan_id AS id, note::text AS note FROM scan_event
           WHERE session_id = $1 AND account_id = $2 AND act = 'note' AND undone_at IS NULL ORDER BY target_scan_id, seq DESC)
         SELECT seq, occurred_at AS "occurredAt", mode, raw_code AS "rawCode", class, undone_at IS NOT NULL AS undone,
                answer -> 'headline' AS headline, answer -> 'lines' AS lines, answer #>> '{device,tag}' AS tag,
                answer #>> '{device,serial}' AS serial, answer #>> '{device,modelName}' AS model,
                coalesce(answer #>> '{person,display}', answer #>> '{device,holder,display}') AS person, noted.note
           FROM scan_event LEFT JOIN noted USING (id) WHERE session_id = $1 AND account_id = $2 AND act <> 'note' AND answer IS NOT NULL AND seq > $3
          ORDER BY seq LIMIT ${AT_ONCE}`,
        [session.id, viewer.accountId, after],
      );
      yield rows.map((row) => cellsOf(viewer, row, session));
      after = rows.at(-1)?.seq ?? after;
    } while (rows.length === AT_ONCE);
  }
}

function cellsOf(viewer: Viewer, row: ExportRow, session: DeskSession): CellValue[] {
  const say = (message: Message): string => wordsOf(viewer, message, row.occurredAt, session);
  const { modes, yes } = WORDS[viewer.language];
  return [
    row.occurredAt,
    modes[row.mode],
    row.rawCode,
    say({ key: `class.${row.class}`, values: {} }),
    [row.headline, ...row.lines].map(say).join(' · '),
    row.tag,
    row.serial,
    row.model,
    row.person,
    row.undone ? yes : '',
    row.note,
  ];
}
