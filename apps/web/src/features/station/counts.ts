import { attentionCards } from './attention.js';
import { rowOf, type Rows } from './rows.js';

export interface Counts {
  in: number;
  out: number;
  attention: number;
}

export function countRows(rows: Rows): Counts {
  const counts: Counts = { in: 0, out: 0, attention: attentionCards(rows).length };
  for (const row of rows.list) {
    // An answer that is shown on its row goes with it.
    const undone = row.undo === 'done' || (!row.listed && rowOf(rows, row.targetId)?.undo === 'done');
    if (undone || !row.answer?.moves) continue;
    counts.in += row.answer.moves.in;
    counts.out += row.answer.moves.out;
  }
  return counts;
}
