import type { Row } from './rows.js';
import type { StationState } from './station-state.js';
import { say, type WordKey } from './words.js';

/** A row of the table that only the station can decide (X10): class CHECK, nothing changed. */
export function ownRow(
  id: string,
  now: number,
  { mode, context, person }: StationState,
  headlineKey: WordKey,
  lineKeys: WordKey[],
): Row {
  const [headline, ...lines] = [headlineKey, ...lineKeys].map((key) => ({ key, values: {} }));
  const row = headlineKey.split('.')[0];
  const at = new Date(now).toISOString();
  return {
    ...{ id, seq: 0, mode, act: 'code', code: '', targetId: null, at, sync: 'sent', listed: true, repeats: 1 },
    ...{ said: [], chips: [], undo: null, attention: null, refusal: null },
    answer: {
      ...{ id, seq: 0, mode, row, notes: [], headlineRow: row, class: 'CHECK', headline, lines },
      text: { headline: say(headlineKey), lines: lineKeys.map((key) => say(key)) },
      ...{ quickAnswers: [], choices: [], context, undoable: false, subject: null, device: null, person, room: null },
      ...{ matchedAs: null, targetScanId: null, answeredAt: at },
    },
  };
}
