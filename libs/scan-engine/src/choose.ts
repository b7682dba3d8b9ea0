import type { Effect, Message, RowId, ScanMode } from './contract.js';
import type { MessageKey } from './messages.js';
import { compareOutcomes } from './outcome.js';
import { answersOf } from './rows/answers.js';
import { testOf } from './rows/predicates.js';
import type { NoteRow, PrimaryRow } from './rows/row.js';
import { NOTE_ROWS, PRIMARY_ROWS } from './rows/table.js';
import type { Scanned, Scene } from './scene.js';
import { isLeftToCards } from './scene.js';
import { sayLines } from './values.js';

/** Rows for one mode and one kind of record, in the order in which they are asked, each with its tests. */
type Shelf<Row> = readonly { readonly row: Row; readonly tests: readonly ((scene: Scene) => boolean)[] }[];

/** The table sorted once: most of its rows are about another mode or another kind of record. */
function shelves<Row extends PrimaryRow | NoteRow>(rows: readonly Row[]): (scene: Scene) => Shelf<Row> {
  const made = new Map<ScanMode, Map<Scanned, Shelf<Row>>>();
  const shelf = (mode: ScanMode, scanned: Scanned): Shelf<Row> =>
    rows
      .filter((row) => (row.mode === 'any' || row.mode === mode) && row.scanned.includes(scanned))
      .map((row) => ({ row, tests: row.when.map(testOf) }));
  return ({ mode, scanned }) => {
    const ofMode = made.get(mode) ?? new Map<Scanned, Shelf<Row>>();
    const found = ofMode.get(scanned) ?? shelf(mode, scanned);
    made.set(mode, ofMode.set(scanned, found));
    return found;
  };
}

const fits = (scene: Scene, { tests }: Shelf<unknown>[number]): boolean => tests.every((test) => test(scene));

/** ALARM, then STOP, then the table's order. */
const urgency = ({ class: kind }: PrimaryRow): number => (kind === 'ALARM' ? 0 : kind === 'STOP' ? 1 : 2);

const primaries = shelves([...PRIMARY_ROWS].sort((a, b) => urgency(a) - urgency(b)));
const notes = shelves(NOTE_ROWS);

/** The first that fits, the urgent ones asked first. The last rows of the table leave nothing undecided. */
export function primaryOf(scene: Scene): PrimaryRow {
  const shelf = primaries(scene);
  const at = shelf.findIndex((each) => fits(scene, each));
  const { row } = shelf[at];
  return (row.asks && refusedAnyway(scene, shelf.slice(at + 1))) || row;
}

/** The refusal that would come after the question, where the desk could not answer that one. */
function refusedAnyway(scene: Scene, later: Shelf<PrimaryRow>): PrimaryRow | undefined {
  const refusals = later.filter((each) => each.row.class === 'STOP' && fits(scene, each)).map(({ row }) => row);
  // Of those that have answers the first one alone comes up; whoever answers it has answered the others.
  return refusals.find(({ answers }, n) => (n === 0 ? answersOf(scene, answers) : (answers ?? [])).length === 0);
}

export const notesOf = (scene: Scene, primary: RowId): NoteRow[] =>
  notes(scene)
    .filter((each) => each.row.with.includes(primary) && fits(scene, each))
    .map(({ row }) => row);

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

/** A refusal that leaves the desk no answer, and that a card may lift, says so. */
export const cardLine = (scene: Scene, row: PrimaryRow): Message[] =>
  row.class === 'STOP' &&
  isLeftToCards(scene, row.id) &&
  !answersOf(scene, row.answers).some(({ key }) => '+t'.includes(key))
    ? sayLines(scene, ['line.card-works'])
    : [];

/** Nothing that these leave behind can be taken back. */
const LASTING: readonly Effect['kind'][] = ['see', 'alarm', 'reverse'];

export const isUndoable = (effects: readonly Effect[]): boolean => effects.some(({ kind }) => !LASTING.includes(kind));
