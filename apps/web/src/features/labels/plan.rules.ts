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

/** Other labels for devices that have no such code, and what they change in the address. */
export function insteadOf(
  kind: string,
  withoutCode: number,
): { words: string; change: Record<string, string | null> }[] {
  if (kind !== 'device' || withoutCode === 0) return [];
  const other = { stock: null, from: null };
  return [
    { words: 'Their serial numbers instead', change: { ...other, kind: 'serial' } },
    { words: 'New tags for them', change: { ...other, kind: 'tag-range', count: String(withoutCode), first: null } },
  ];
}
