import type { Stock } from '../stock/stock.js';
import { cellsOf } from '../stock/stock.rules.js';

/** How many pages these people take: each homeroom begins a new one. */
export function classListPageCount(stock: Stock, groups: readonly (string | null)[]): number {
  return homerooms(groups.map((group) => ({ group }))).reduce(
    (pages, { people }) => pages + Math.ceil(people.length / cellsOf(stock)),
    0,
  );
}

/** Neighbours with one homeroom, in their order. */
export function homerooms<T extends { group: string | null }>(
  people: readonly T[],
): { group: string | null; people: T[] }[] {
  const rooms: { group: string | null; people: T[] }[] = [];
  for (const person of people) {
    const last = rooms.at(-1);
    if (last && last.group === person.group) last.people.push(person);
    else rooms.push({ group: person.group, people: [person] });
  }
  return rooms;
}
