import type { ScanAnswer } from '@app/scan-engine';
import { language } from '../../lib/language.js';
import { say, wordsOf } from './words.js';

/** A finding, a note or another quick answer that stands on the row which it changed. */
export interface RowChip {
  scanId: string;
  key: string;
  label: string;
  pending: boolean;
}

/** What was answered to a row, in order; those that take something back too, so that an undo of them brings it back. */
export interface Said {
  scanId: string;
  key: string;
  label: string;
  kind: 'finding' | 'other' | 'taken-back';
}

/** The newest note of the row. */
export const NOTE_CHIP = 'note';

const OK_KEY = '1';
const CHARGER_KEY = 'c';

/** What an answer to the row's quick answer `key` says of it; null: nothing that stands. */
export function saidBy(
  { id, undoable, headline }: ScanAnswer,
  { quickAnswers }: ScanAnswer,
  key: string,
  label: string,
): Said | null {
  if (!undoable) return null;
  const asked = quickAnswers.find((quick) => quick.key === key)?.label.key;
  const finding = /^[1-6]$/.test(key) && asked === `answer.${key}`;
  return {
    scanId: id,
    key,
    label,
    kind: headline.key.endsWith('.back') ? 'taken-back' : finding ? 'finding' : 'other',
  };
}

/** The chips of what stands: "OK" alone, other findings together, each key once, none that was taken back. */
export function chipsOf(said: readonly Said[], notes: readonly RowChip[]): RowChip[] {
  let chips: Said[] = [];
  for (const one of said) {
    const goes = (other: Said): boolean =>
      other.key === one.key ||
      (one.kind === 'finding' && other.kind === 'finding' && (one.key === OK_KEY || other.key === OK_KEY));
    chips = chips.filter((other) => !goes(other));
    if (one.kind !== 'taken-back') chips.push(one);
  }
  return [...chips.map(({ scanId, key, label }) => ({ scanId, key, label, pending: false })), ...notes];
}

/** The words of the row: without the charger that came with the device, once the desk has said that it did not. */
export function linesNow({ lines, text, quickAnswers }: ScanAnswer, chips: readonly RowChip[]): string[] {
  const missing = quickAnswers.some(({ key }) => key === 'm') && chips.some(({ key }) => key === CHARGER_KEY);
  if (!missing) return text.lines;
  return text.lines.flatMap((line, index) => {
    const message = lines.at(index);
    if (message?.key !== 'line.came-with') return [line];
    const rest = withoutCharger(String(message.values.cameWith));
    return rest ? [wordsOf({ key: message.key, values: { cameWith: rest } }, language())] : [];
  });
}

/** The charger is named first. */
export const withoutCharger = (names: string): string => names.split(', ').slice(1).join(', ');

export const noteChip = (scanId: string, text: string): RowChip => ({
  ...{ scanId, key: NOTE_CHIP, pending: false },
  label: `✎ ${text || say('note')}`,
});
