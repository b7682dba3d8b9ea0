import { addDays, isDay } from '@app/kernel';
import { language, LOCALES } from '../../lib/language.js';
import { dayText } from '../../lib/time.js';
import { filterSay } from './device-filter-words.js';

/** The days of the address: before the one, on or after the other. */
export interface SeenSpan {
  seenBefore?: string;
  seenAfter?: string;
}

export const SEEN_SENSES = ['before', 'after', 'between'] as const;
export type SeenSense = (typeof SEEN_SENSES)[number];

export const senseOf = ({ seenBefore, seenAfter }: SeenSpan): SeenSense =>
  seenAfter === undefined ? 'before' : seenBefore === undefined ? 'after' : 'between';

/** People say the last day, the address the day after it. */
export const lastDay = (seenBefore: string): string => addDays(seenBefore, -1);

export type SeenProblem = { field: 'first' | 'last'; key: 'seen.enter' | 'seen.order' };

/** What was entered as the address has it, or what is wrong with it. */
export function spanOf(sense: SeenSense, first: string, last: string): SeenSpan | SeenProblem {
  if (!isDay(first)) return { field: 'first', key: 'seen.enter' };
  if (sense === 'before') return { seenBefore: first };
  if (sense === 'after') return { seenAfter: first };
  if (!isDay(last)) return { field: 'last', key: 'seen.enter' };
  if (last < first) return { field: 'last', key: 'seen.order' };
  return { seenAfter: first, seenBefore: addDays(last, 1) };
}

/** As the chip says it. */
export function seenText(span: SeenSpan): string {
  const { seenBefore = '', seenAfter = '' } = span;
  const sense = senseOf(span);
  const text = (day: string): string => dayText(day, LOCALES[language()]);
  if (sense === 'between')
    return filterSay('seen.chip.between', { first: text(seenAfter), last: text(lastDay(seenBefore)) });
  return filterSay(`seen.chip.${sense}`, { day: text(seenBefore || seenAfter) });
}
