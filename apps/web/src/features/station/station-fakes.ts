import { EMPTY_CONTEXT, type ScanAnswer, type ScanRequest } from '@app/scan-engine';
import { DEFAULT_SETTINGS } from '../../lib/station-store.js';
import { memoryJournal } from './journal-memory.js';
import type { SendResult } from './scan-queue.js';
import { Station } from './station.js';
import type { StationDeps } from './station-deps.js';

/** An answer in which only the given facts matter. */
export const anAnswer = (request: ScanRequest, facts: Partial<ScanAnswer> = {}): ScanAnswer => ({
  id: request.id,
  seq: request.seq,
  mode: request.mode,
  row: 'I1',
  notes: [],
  headlineRow: 'I1',
  class: 'OK',
  headline: { key: 'I1', values: {} },
  lines: [],
  quickAnswers: [],
  choices: [],
  context: request.context,
  subject: null,
  text: { headline: 'CHECKED IN', lines: [] },
  device: null,
  person: null,
  room: null,
  matchedAs: null,
  targetScanId: 'scanId' in request.act ? request.act.scanId : null,
  undoable: request.act.kind !== 'undo',
  answeredAt: request.occurredAt,
  ...facts,
});

export interface Timer {
  at: number;
  run: () => void;
}

/** A station without a browser: time moves by hand, the server is a function, every request is kept. */
export function aStation(
  server: (request: ScanRequest) => Promise<SendResult> | SendResult,
  deps: Partial<StationDeps> = {},
) {
  let now = Date.parse('2026-11-02T16:00:00Z');
  let ids = 0;
  let timers: Timer[] = [];
  const sent: ScanRequest[] = [];
  const played: string[] = [];
  const station = new Station('in', {
    session: { id: 'session', accountId: 'account', stationId: 'desk', lastSeq: 0, lastAt: now },
    journal: memoryJournal(),
    settings: DEFAULT_SETTINGS,
    rights: { helps: false, addsPeople: true },
    send: async (request) => {
      sent.push(structuredClone(request));
      return server(request);
    },
    history: () => Promise.resolve([]),
    saveSession: () => undefined,
    saveSettings: () => undefined,
    play: (outcome) => played.push(outcome),
    announce: () => undefined,
    modeChanged: () => undefined,
    goToAttention: () => undefined,
    print: () => Promise.resolve(true),
    endSession: () => Promise.resolve(true),
    sessionIdle: () => undefined,
    goToPanel: () => undefined,
    newId: () => `scan-${String(++ids).padStart(4, '0')}`,
    now: () => now,
    today: () => '2026-11-02',
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    ...deps,
  });
  return {
    station,
    sent,
    played,
    rows: () => station.getState().rows.list,
    /** Lets every promise that is under way finish. */
    settle: () => new Promise((resolve) => setTimeout(resolve, 0)),
    async pass(ms: number): Promise<void> {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      due.forEach(({ run }) => run());
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

export const withPerson = (personId: string) => ({ ...EMPTY_CONTEXT, personId });
