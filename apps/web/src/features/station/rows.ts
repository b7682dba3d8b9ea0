import { MASKED_CARD } from '@app/kernel';
import { keptCode, type OutcomeClass, type ScanAnswer, type ScanMode } from '@app/scan-engine';
import { chipsOf, NOTE_CHIP, noteChip, saidBy, type RowChip, type Said } from './answer-chips.js';
import type { EntryAct, JournalEntry } from './entry.js';
import { labelOf, say } from './words.js';

export type Sync = 'checking' | 'sent' | 'saved' | 'refused' | 'cancelled';

/** One line of the session list. Immutable: every change makes a new one. */
export interface Row {
  id: string;
  seq: number;
  mode: ScanMode;
  act: 'code' | 'pick' | 'answer' | 'undo' | 'key' | 'batch' | 'note';
  /** As scanned or typed; for a pick what was chosen, for a note what it says. */
  code: string;
  /** The scan that an undo or a quick answer is about, once known. */
  targetId: string | null;
  at: string;
  sync: Sync;
  /** Undos and answers are shown on the row they changed, unless they failed or did something of their own. */
  listed: boolean;
  answer: ScanAnswer | null;
  /** How often the code came within the repeat window, the first included. */
  repeats: number;
  /** What was answered to it; `chips` shows what of that stands. */
  said: Said[];
  chips: RowChip[];
  undo: 'pending' | 'done' | null;
  /** An undo of it was refused: the next one goes on to the row before. */
  stuck?: true;
  attention: 'open' | 'later' | 'done' | null;
  refusal: { status: number; code: string } | null;
}

export interface Rows {
  /** Oldest first. */
  readonly list: readonly Row[];
  readonly byId: ReadonlyMap<string, number>;
}

export const NO_ROWS: Rows = { list: [], byId: new Map() };

export const rowOf = (rows: Rows, id: string | null | undefined): Row | undefined => {
  const index = id ? rows.byId.get(id) : undefined;
  return index === undefined ? undefined : rows.list[index];
};

export function addRow(rows: Rows, row: Row): Rows {
  const byId = new Map(rows.byId);
  byId.set(row.id, rows.list.length);
  return { list: [...rows.list, row], byId };
}

export function patchRow(rows: Rows, id: string, patch: Partial<Row> | ((row: Row) => Partial<Row>)): Rows {
  const index = rows.byId.get(id);
  if (index === undefined) return rows;
  const list = rows.list.slice();
  const row = list[index];
  list[index] = { ...row, ...(typeof patch === 'function' ? patch(row) : patch) };
  return { list, byId: rows.byId };
}

/** A supervisor's card is shown as one, never with its code. */
const shownCode = (raw: string): string => (keptCode(raw) === MASKED_CARD ? 'Supervisor card' : raw.trim());

const ROW_ACTS = {
  ...{ code: 'code', pick: 'pick', answer: 'answer', undo: 'undo', key: 'key', batch: 'batch', note: 'note' },
  ...{ again: 'code', back: 'pick', commit: 'batch', remark: 'note' },
} as const satisfies Record<EntryAct['kind'], Row['act']>;

export function rowFor(entry: JournalEntry, sync: Sync): Row {
  const { act } = entry;
  return {
    id: entry.id,
    seq: entry.seq,
    mode: entry.mode,
    act: ROW_ACTS[act.kind],
    code:
      act.kind === 'code' || act.kind === 'again'
        ? shownCode(act.raw)
        : act.kind === 'key' || act.kind === 'answer'
          ? act.key
          : act.kind === 'remark' || act.kind === 'note'
            ? act.text
            : '',
    targetId: act.kind === 'answer' || act.kind === 'undo' ? act.scanId : null,
    at: entry.occurredAt,
    sync,
    listed: act.kind === 'code' || act.kind === 'again' || act.kind === 'pick' || act.kind === 'batch',
    answer: null,
    repeats: entry.repeats ?? 1,
    said: [],
    chips: [],
    undo: null,
    attention: null,
    refusal: null,
  };
}

/** A request that the server refused as such; a refused scan has an answer instead. */
export const refusalWords = ({ status }: { status: number }): string =>
  say(status === 403 ? 'refused.role' : 'refused.server');

export const classOf = (row: Row): OutcomeClass | 'CHECKING' =>
  row.sync === 'refused' ? 'STOP' : row.answer ? row.answer.class : row.sync === 'saved' ? 'SAVED' : 'CHECKING';

const isProblem = (answer: ScanAnswer): boolean =>
  answer.class === 'STOP' || answer.class === 'ALARM' || answer.choices.length > 0;

/** A slot that cannot be had: another number is typed. */
const SLOT_ROW = 'O28';

/** Slips of the hand, about no device and no person: said once, they leave nothing to settle. */
const SLIPS: readonly string[] = ['U4', 'U5', 'UNDO-NO', 'NOTE-NO'];

/** What a batch keeps back stands in its own panel. */
const staysOpen = (row: Row, answer: ScanAnswer): boolean =>
  answer.row !== SLOT_ROW &&
  !(SLIPS.includes(answer.row) && answer.subject === null) &&
  isProblem(answer) &&
  row.act !== 'undo' &&
  row.act !== 'answer' &&
  row.act !== 'note' &&
  !answer.batch;

const isDone = (row: Row | undefined): boolean => row?.answer?.class === 'OK' || row?.answer?.class === 'CHECK';

/** Puts the server's answer into its row, and what it changed into the row it was about. */
export function applyAnswer(rows: Rows, answer: ScanAnswer, attention?: 'later' | 'done'): Rows {
  const row = rowOf(rows, answer.id);
  if (!row) return rows;
  const targetId = answer.targetScanId ?? row.targetId;
  const target = rowOf(rows, targetId);
  const problem = isProblem(answer);
  const folds =
    !problem &&
    targetId !== null &&
    (row.act === 'undo' || row.act === 'note' || (row.act !== 'pick' && isDone(target)));
  // A finding may go on to the return behind the row that was answered.
  const settled = endPending(endPending(rows, row.id, row.targetId), row.id, targetId);
  const next = patchRow(settled, row.id, {
    answer,
    targetId,
    sync: 'sent',
    listed: row.listed || !folds,
    attention: staysOpen(row, answer) ? (attention ?? 'open') : null,
  });
  if (problem && row.act === 'undo' && targetId) return patchRow(next, targetId, { stuck: true });
  if (problem || !targetId) return next;
  if (row.act === 'undo') return markUndone(next, targetId);
  if (row.act === 'note') return markNoted(next, row, targetId);
  return markAnswered(row.act === 'code' ? settleRefusals(next, answer) : next, row, answer, targetId);
}

/** A supervisor's card lifted what stood between the device and the person: each refusal on the way is settled. */
function settleRefusals(rows: Rows, { device }: ScanAnswer): Rows {
  const settled = (row: Row): boolean =>
    device !== null && row.attention !== null && row.answer?.class === 'STOP' && row.answer.device?.id === device.id;
  return { ...rows, list: rows.list.map((row) => (settled(row) ? { ...row, attention: 'done' } : row)) };
}

/** The server refused the request itself: nothing was decided. */
export function applyRefusal(rows: Rows, id: string, refusal: { status: number; code: string }): Rows {
  const row = rowOf(rows, id);
  if (!row) return rows;
  return patchRow(endPending(rows, id, row.targetId), id, {
    refusal,
    sync: 'refused',
    listed: true,
    attention: 'open',
  });
}

/** An undo may take back a quick answer or a note; then the scan it reverses is that of a chip, or of one that it took away. */
function markUndone(rows: Rows, targetId: string): Rows {
  const isOf = ({ scanId }: { scanId: string }): boolean => scanId === targetId;
  const holder = rows.list.find(({ said, chips }) => said.some(isOf) || chips.some(isOf));
  const next = patchRow(rows, targetId, { undo: 'done', attention: null });
  return holder
    ? patchRow(next, holder.id, ({ said, chips }) =>
        showing(
          said.filter((one) => !isOf(one)),
          chips.filter((one) => !isOf(one)),
        ),
      )
    : next;
}

/** What stands of the answers, beside the note that there is. */
const showing = (said: Said[], chips: readonly RowChip[]): Pick<Row, 'said' | 'chips'> => ({
  said,
  chips: chipsOf(
    said,
    chips.filter(({ key }) => key === NOTE_CHIP),
  ),
});

const markNoted = (rows: Rows, row: Row, targetId: string): Rows =>
  patchRow(rows, targetId, ({ chips }) => ({
    chips: [...chips.filter(({ key }) => key !== NOTE_CHIP), noteChip(row.id, row.code)],
  }));

function markAnswered(rows: Rows, row: Row, answer: ScanAnswer, targetId: string): Rows {
  return patchRow(rows, targetId, (target) => {
    const said =
      target.answer && isDone(target) && saidBy(answer, target.answer, row.code, answerLabel(target, row.code));
    return {
      attention: target.attention && 'done',
      ...(said ? showing([...target.said, said], target.chips) : {}),
    };
  });
}

const answerLabel = (target: Row, key: string): string =>
  labelOf(target.answer?.quickAnswers.find((quick) => quick.key === key)?.label) ?? key;

/** Shows on the target row what is under way. */
export function beginPending(rows: Rows, id: string, act: 'undo' | 'answer', targetId: string, key: string): Rows {
  const next = patchRow(rows, id, { targetId });
  return act === 'undo'
    ? patchRow(next, targetId, { undo: 'pending' })
    : patchRow(next, targetId, (target) =>
        isDone(target)
          ? { chips: [...target.chips, { scanId: id, key, label: answerLabel(target, key), pending: true }] }
          : {},
      );
}

function endPending(rows: Rows, id: string, targetId: string | null): Rows {
  const target = rowOf(rows, targetId);
  if (!target) return rows;
  return patchRow(rows, target.id, {
    undo: target.undo === 'pending' ? null : target.undo,
    chips: target.chips.filter(({ pending, scanId }) => !(pending && scanId === id)),
  });
}

/** The newest thing of the session that can still be taken back. */
export function newestUndoable(rows: Rows): Row | undefined {
  for (let i = rows.list.length - 1; i >= 0; i--) {
    const row = rows.list[i];
    if (row.act !== 'undo' && row.answer?.undoable && !row.undo && !row.stuck) return row;
  }
  return undefined;
}
