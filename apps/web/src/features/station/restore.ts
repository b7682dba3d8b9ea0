import { byTime, type JournalEntry } from './entry.js';
import { applyAnswer, beginPending, patchRow, rowFor, rowOf, type Row, type Rows, type Sync } from './rows.js';
import type { PastScan } from './scan-api.js';

const SYNC: Record<JournalEntry['state'], Sync> = {
  new: 'saved',
  sending: 'saved',
  confirmed: 'sent',
  rejected: 'refused',
  cancelled: 'cancelled',
};

/** In the order of time, also across sessions. */
export function rowsFrom(list: readonly Row[]): Rows {
  const sorted = [...new Map(list.map((row) => [row.id, row])).values()].sort(byTime);
  return { list: sorted, byId: new Map(sorted.map((row, index) => [row.id, index])) };
}

/** After a reload: the journal's entries of this session and everything unsent, before what was scanned meanwhile. */
export function restoredRows(now: Rows, past: readonly JournalEntry[], unsent: readonly JournalEntry[]): Rows {
  const restored = [...past, ...unsent].map((entry) => ({
    ...rowFor(entry, SYNC[entry.state]),
    attention: entry.attention ?? null,
  }));
  return rowsFrom([...restored, ...now.list]);
}

/** Fills the session's rows with what the server kept. */
export function mergeHistory(now: Rows, scans: readonly PastScan[], past: readonly JournalEntry[]): Rows {
  const settled = new Map(past.map(({ id, attention }) => [id, attention]));
  const missing = scans.filter(({ id }) => !now.byId.has(id)).map(rowFromScan);
  let rows = rowsFrom([...now.list, ...missing]);
  for (const scan of [...scans].sort(byTime)) {
    if (rowOf(rows, scan.id)?.answer) continue;
    rows = applyAnswer(linked(rows, scan), scan.answer, settled.get(scan.id));
    if (scan.undone) rows = patchRow(rows, scan.id, { undo: 'done', attention: null });
  }
  return rows;
}

/** The journal's `key` and nameless undo learn what they were about. */
const linked = (rows: Rows, { answer, note }: PastScan): Rows => {
  const row = rowOf(rows, answer.id);
  if (row?.act === 'note') return patchRow(rows, row.id, { code: note ?? row.code, targetId: answer.targetScanId });
  if (!row || !answer.targetScanId || row.act === 'code' || row.act === 'pick') return rows;
  return beginPending(rows, row.id, row.act === 'undo' ? 'undo' : 'answer', answer.targetScanId, row.code);
};

const ACTS: Record<string, Row['act']> = {
  code: 'code',
  pick: 'pick',
  answer: 'answer',
  undo: 'undo',
  batch: 'batch',
  note: 'note',
};

/** A scan of this session that this browser's journal does not have. */
function rowFromScan({ id, act, rawCode, note, occurredAt, answer }: PastScan): Row {
  const kind = ACTS[act] ?? 'code';
  return {
    id,
    seq: answer.seq,
    mode: answer.mode,
    act: kind,
    code: note ?? rawCode?.trim() ?? answer.device?.tag ?? '',
    targetId: answer.targetScanId,
    at: occurredAt,
    sync: 'sent',
    listed: kind === 'code' || kind === 'pick' || kind === 'batch',
    answer: null,
    repeats: 1,
    said: [],
    chips: [],
    undo: null,
    attention: null,
    refusal: null,
  };
}
