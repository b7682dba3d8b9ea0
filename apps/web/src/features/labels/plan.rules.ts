import { count, type LabelPlan } from './label-words.js';

/** Why the labels of a plan cannot be made whatever is answered; `null`: they can. */
export function refusalOf({
  noRoom,
  range,
  items,
  total,
}: Pick<LabelPlan, 'noRoom' | 'range' | 'items' | 'total'>): string | null {
  if (total === 0) return 'There is nothing to print';
  if (range && range.used.count > 0) return 'Tags of this range are taken';
  if (noRoom.count === 0) return null;
  if (noRoom.count === items) return 'The code has no room on this stock';
  return `${count(noRoom.count)} of ${count(items)} codes have no room on this stock`;
}
