import { sameCode } from './input.js';
import type { Row, Rows } from './rows.js';

/** One thing that waits in "Needs attention", however often it was scanned. */
export interface AttentionCard {
  /** The newest of them: its words and its answers. */
  row: Row;
  count: number;
}

const isOpen = ({ attention }: Row): boolean => attention === 'open' || attention === 'later';

/** The device, else what stood on it. */
const thingOf = ({ id, code, answer }: Row): string =>
  answer?.device?.id ?? answer?.subject?.recordId ?? (code ? sameCode(code) : id);

/** Open ones newest first, then those put off. */
export function attentionCards({ list }: Rows): AttentionCard[] {
  const cards = new Map<string, AttentionCard>();
  for (const row of list.filter(isOpen)) {
    const thing = thingOf(row);
    const before = cards.get(thing);
    cards.delete(thing);
    cards.set(thing, { row, count: (before?.count ?? 0) + 1 });
  }
  return [...cards.values()]
    .reverse()
    .sort((a, b) => Number(a.row.attention === 'later') - Number(b.row.attention === 'later'));
}

/** The row and those that wait for the same. */
export function sameThing({ list }: Rows, id: string): Row[] {
  const open = list.filter(isOpen);
  const row = open.find((each) => each.id === id);
  return row ? open.filter((each) => thingOf(each) === thingOf(row)) : [];
}
