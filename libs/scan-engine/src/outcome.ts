import type { OutcomeClass } from './contract.js';
import { EN } from './words/en.js';

export interface Outcome {
  /** In English; other languages render the message `class.<class>`. */
  word: string;
  /** Name in the icon set of the web app. */
  icon: string;
  /** Seven rhythms that are told apart without pitch. */
  sound: OutcomeSound;
  /** Higher is worse. */
  rank: number;
  /** The live region that speaks it. */
  politeness: 'polite' | 'assertive';
  spokenPrefix: string;
}

export type OutcomeSound =
  'rising-chirp' | 'tick' | 'two-beeps' | 'low-buzz' | 'dull-tick' | 'descending-ticks' | 'falling-notes';

export const OUTCOMES: Readonly<Record<OutcomeClass, Outcome>> = {
  OK: outcome('OK', 'circle-check', 'rising-chirp', 0),
  CONTEXT: outcome('CONTEXT', 'user-circle', 'tick', 1),
  AGAIN: outcome('AGAIN', 'rotate-clockwise', 'dull-tick', 2),
  SAVED: outcome('SAVED', 'cloud-off', 'descending-ticks', 3, 'polite', 'Offline.'),
  CHECK: outcome('CHECK', 'alert-triangle', 'two-beeps', 4, 'polite', 'Check:'),
  STOP: outcome('STOP', 'octagon', 'low-buzz', 5, 'assertive', 'Stop:'),
  ALARM: outcome('ALARM', 'hand-stop', 'falling-notes', 6, 'assertive', 'Alarm:'),
};

function outcome(
  of: OutcomeClass,
  icon: string,
  sound: OutcomeSound,
  rank: number,
  politeness: Outcome['politeness'] = 'polite',
  spokenPrefix = '',
): Outcome {
  return { word: EN.messages[`class.${of}`], icon, sound, rank, politeness, spokenPrefix };
}

/** Negative when `a` is milder than `b`. */
export const compareOutcomes = (a: OutcomeClass, b: OutcomeClass): number => OUTCOMES[a].rank - OUTCOMES[b].rank;

export const worstOutcome = (first: OutcomeClass, ...rest: OutcomeClass[]): OutcomeClass =>
  rest.reduce((worst, next) => (compareOutcomes(next, worst) > 0 ? next : worst), first);
