import type { Effect, Message, RowId } from './contract.js';
import type { MessageKey } from './messages.js';
import { compareOutcomes } from './outcome.js';
import { holds } from './rows/predicates.js';
import type { NoteRow, PrimaryRow } from './rows/row.js';
import { NOTE_ROWS, PRIMARY_ROWS } from './rows/table.js';
import type { Scene } from './scene.js';
import { sayLines } from './values.js';

const fits = (scene: Scene, row: PrimaryRow | NoteRow): boolean =>
  (row.mode === 'any' || row.mode === scene.mode) &&
  row.scanned.includes(scene.scanned) &&
  row.when.every((condition) => holds(scene, condition));

/** ALARM, then STOP, then the table's order. The last rows of the table leave nothing undecided. */
export function primaryOf(scene: Scene): PrimaryRow {
  const candidates = PRIMARY_ROWS.filter((row) => fits(scene, row));
  return (
    candidates.find((row) => row.class === 'ALARM') ?? candidates.find((row) => row.class === 'STOP') ?? candidates[0]
  );
}

export const notesOf = (scene: Scene, primary: RowId): NoteRow[] =>
  NOTE_ROWS.filter((note) => note.with.includes(primary) && fits(scene, note));

/** The row alone would say nothing special, so a note that is worse takes the headline. */
export const leadingNote = (row: PrimaryRow, notes: readonly NoteRow[]): NoteRow | null =>
  row.class === 'OK' || row.class === 'CONTEXT'
    ? (notes.find((note) => compareOutcomes(note.class, row.class) > 0) ?? null)
    : null;

export const messageKeyOf = (scene: Scene, row: PrimaryRow | NoteRow): MessageKey =>
  typeof row.message === 'function' ? row.message(scene) : row.message;

/** The lines of the notes: the remark of each that has not the headline, then what else they say. */
export const noteLines = (scene: Scene, notes: readonly NoteRow[], leading: NoteRow | null): Message[] =>
  notes.flatMap((note) => sayLines(scene, [...(note === leading ? [] : [note.remark]), ...note.lines]));

/** Nothing that these leave behind can be taken back. */
const LASTING: readonly Effect['kind'][] = ['see', 'alarm', 'reverse'];

export const isUndoable = (effects: readonly Effect[]): boolean => effects.some(({ kind }) => !LASTING.includes(kind));
