import { newId } from '@app/kernel';
import type { ScanAnswer, ScanMode, ScanRequest, StationContext } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import pg from 'pg';
import type { DatabaseUrls } from '@app/platform';
import type { BenchDesk } from './desks.js';
import { numberOf } from './desks.js';
import type { HttpClient } from './http-client.js';

/** What somebody scans next, and what must come of it. */
export interface Step {
  mode: ScanMode;
  code: string;
  /** Rows of the decision table that may answer it. */
  rows: readonly string[];
  /** Entries of the ledger. */
  events: number;
}

const STUDENTS_IN_A_ROW = 3;

/** A hand-out: the student's card, then the device; after a few students somebody brings one back. */
export class HandOutScript {
  private readonly todo: Step[] = [];

  constructor(private readonly desk: BenchDesk) {}

  next(): Step {
    if (this.todo.length === 0) this.plan();
    return this.todo.shift()!;
  }

  private plan(): void {
    for (let n = 0; n < STUDENTS_IN_A_ROW; n += 1) {
      const given = this.desk.giveOut();
      if (!given) break;
      this.todo.push({ mode: 'out', code: numberOf(given.personId), rows: ['O1', 'O2'], events: 0 });
      this.todo.push({ mode: 'out', code: given.tag, rows: ['O10'], events: 1 });
    }
    this.todo.push({ mode: 'in', code: this.desk.takeBack().tag, rows: ['I1'], events: 1 });
  }
}

export type Sent = Step & { id: string };

/** A desk without a browser: one scan after the other, each with the context of the answer before, as the page does it. */
export class ScriptedStation {
  readonly sessionId: string;
  readonly sent: Sent[] = [];
  private readonly script: HandOutScript;
  private context: StationContext = EMPTY_CONTEXT;
  private mode: ScanMode = 'out';

  constructor(
    private readonly desk: BenchDesk,
    readonly http: HttpClient,
  ) {
    this.sessionId = desk.sessionId;
    this.script = new HandOutScript(desk);
  }

  async scan(): Promise<void> {
    const step = this.script.next();
    // Another mode is another task: nobody is at the desk.
    if (step.mode !== this.mode) this.context = EMPTY_CONTEXT;
    this.mode = step.mode;
    const id = newId();
    this.sent.push({ ...step, id });
    const request: ScanRequest = {
      ...{ id, stationId: this.desk.stationId, sessionId: this.sessionId, seq: this.sent.length, mode: step.mode },
      ...{ act: { kind: 'code', raw: step.code }, context: this.context, source: 'scanner' },
      occurredAt: new Date().toISOString(),
    };
    const answer = await this.http.post('/api/v1/scan-events', JSON.stringify(request));
    if (answer.status !== 200) throw new Error(`A scan was answered ${answer.status}: ${answer.body}`);
    this.context = (JSON.parse(answer.body) as ScanAnswer).context;
  }
}

export interface Findings {
  scans: number;
  /** Sent, and not there with an answer of the expected row. */
  lost: number;
  /** Scans with more or fewer entries than they should have. */
  wrongEntries: number;
  /** Scans that stand at another place of their session than the one at which they were sent. */
  misplaced: number;
  /** Entries that were written before the one of an earlier scan of the same session. */
  outOfOrder: number;
}

interface KeptScan {
  id: string;
  sessionId: string;
  row: string | null;
  answered: boolean;
  events: number;
  /** Microseconds since 1970. */
  writtenAt: string | null;
}

const KEPT = `SELECT s.id, s.session_id AS "sessionId", s.row_id AS row, s.answer IS NOT NULL AS answered, e.events::int,
    (extract(epoch FROM e.at) * 1000000)::bigint::text AS "writtenAt"
  FROM scan_event s CROSS JOIN LATERAL (SELECT count(*) AS events, max(recorded_at) AS at FROM device_event WHERE scan_id = s.id) e
  WHERE s.session_id = ANY ($1::uuid[]) ORDER BY s.session_id, s.seq, s.id`;

/** Looks for every scan of every session in the database. */
export async function findingsOf(
  { ownerUrl }: DatabaseUrls,
  sessions: ReadonlyMap<string, readonly Sent[]>,
): Promise<Findings> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<KeptScan>(KEPT, [[...sessions.keys()]]);
  await client.end();
  const found = { scans: 0, lost: 0, wrongEntries: 0, misplaced: 0, outOfOrder: 0 };
  for (const [sessionId, sent] of sessions) {
    const kept = rows.filter((row) => row.sessionId === sessionId);
    const byId = new Map(kept.map((row) => [row.id, row]));
    found.scans += sent.length;
    for (const { id, rows: expected, events } of sent) {
      const row = byId.get(id);
      if (!row?.answered || !expected.includes(row.row ?? '')) found.lost += 1;
      if (row && row.events !== events) found.wrongEntries += 1;
    }
    found.misplaced += Math.abs(kept.length - sent.length);
    found.misplaced += kept.filter(({ id }, place) => id !== sent.at(place)?.id).length;
    const written = kept.flatMap(({ writtenAt }) => (writtenAt === null ? [] : [Number(writtenAt)]));
    found.outOfOrder += written.filter((at, n) => n > 0 && at <= written[n - 1]).length;
  }
  return found;
}
