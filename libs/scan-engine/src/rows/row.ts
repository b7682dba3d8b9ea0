import type { OutcomeClass, RowId, ScanMode } from '../contract.js';
import type { Scene, Scanned } from '../scene.js';
import type { MessageKey } from '../words/en.js';
import type { ContextChange } from './contexts.js';
import type { EffectName } from './effects.js';
import type { Condition } from './predicates.js';
import type { AnswerName } from './answers.js';

interface RowBase {
  id: RowId;
  /** Tells rows of one id apart. */
  variant?: string;
  mode: ScanMode | 'any';
  scanned: readonly Scanned[];
  /** All of them must hold. */
  when: readonly Condition[];
  class: OutcomeClass;
  /** The headline: a key, or a choice among keys. */
  message: MessageKey | ((scene: Scene) => MessageKey);
  /** Left out when a value that the line needs is missing. */
  lines: readonly MessageKey[];
  effects: readonly EffectName[];
}

/** Exactly one of them decides a scan. */
export interface PrimaryRow extends RowBase {
  answers?: readonly AnswerName[];
  /** A question: not asked where no answer to it would help. */
  asks?: true;
  /** What the desk is in the middle of after this scan; unchanged when absent. */
  context?: ContextChange;
}

/** Adds a remark, and maybe an effect, to some primary rows. */
export interface NoteRow extends RowBase {
  with: readonly RowId[];
  /** Its line when another row has the headline. */
  remark: MessageKey;
}

/** A row of which these must be said; the rest may be. Not an intersection of the same keys: their unions would multiply. */
export type Saying<Row, Key extends keyof Row> = Pick<Row, Key> & Partial<Omit<Row, Key>>;

export const labelOf = (row: PrimaryRow | NoteRow): string => (row.variant ? `${row.id}#${row.variant}` : row.id);
