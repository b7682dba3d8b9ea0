import { REASON_TYPED, type Choice, type QuickAnswer, type ScanAct } from '@app/scan-engine';
import type { EntryAct, JournalEntry } from './entry.js';
import { newestUndoable, rowOf, type Row, type Rows } from './rows.js';

/** The quick answers and choices that are live: those of the row itself, or of the row that its quick answer changed. */
export function liveAnswers(
  rows: Rows,
  row: Row | undefined,
): { scanId: string; answers: QuickAnswer[]; choices: Choice[] } | null {
  if (!row) return null;
  const subject = row.listed ? row : (rowOf(rows, row.targetId) ?? row);
  if (!subject.answer || subject.undo || subject.attention === 'done') return null;
  return { scanId: subject.id, answers: subject.answer.quickAnswers, choices: subject.answer.choices };
}

/** The row that a key answers when none was chosen: the newest one of the list before it. */
function rowBefore(rows: Rows, id: string): Row | undefined {
  for (let i = (rows.byId.get(id) ?? rows.list.length) - 1; i >= 0; i--) {
    const row = rows.list[i];
    if (row.listed && row.sync !== 'cancelled') return row;
  }
  return undefined;
}

/** The row that a key is about: the one chosen for it, else the newest before it. */
export const rowAnswered = (rows: Rows, id: string, targetId: string | null): Row | undefined =>
  rowOf(rows, targetId) ?? rowBefore(rows, id);

/**
 * Turns what the clerk did into what the server is asked, now that everything before it is answered. A key that answers
 * nothing goes out as the code it is, and comes back as "too short".
 */
export function resolveAct(
  { id }: JournalEntry,
  act: Exclude<EntryAct, { kind: 'back' | 'commit' }>,
  rows: Rows,
): ScanAct {
  if (act.kind === 'undo') return { kind: 'undo', scanId: act.scanId ?? newestUndoable(rows)?.id ?? null };
  if (act.kind === 'again') return { kind: 'code', raw: act.raw };
  if (act.kind === 'remark') {
    const row = rowAnswered(rows, id, act.targetId);
    // The row asks why: the words are the answer.
    if (row?.answer?.row === 'E23') return { kind: 'answer', scanId: row.id, key: REASON_TYPED, text: act.text };
    // Without a row the server says so.
    return { kind: 'note', scanId: row?.id ?? id, text: act.text };
  }
  if (act.kind !== 'key') return act;
  const row = rowAnswered(rows, id, act.targetId);
  const live = liveAnswers(rows, row);
  const choice = live?.choices.find(({ key }) => key === act.key);
  if (choice) return { kind: 'pick', of: choice.of, recordId: choice.recordId };
  if (live?.answers.some(({ key }) => key === act.key)) return { kind: 'answer', scanId: live.scanId, key: act.key };
  return { kind: 'code', raw: act.key };
}
