import type { Stock } from '../stock/stock.js';
import { cellsOf, pagesOf } from '../stock/stock.rules.js';

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

/** Some labels that follow each other, each of them a copy: how many, and the place of the first (from 0). */
export interface Stretch {
  labels: number;
  start: number;
}

/** What stands together when each homeroom begins a new page; only the first begins where the page was begun. */
export const stretchesOf = (sizes: readonly number[], copies: number, start: number): Stretch[] =>
  sizes.map((size, n) => ({ labels: size * copies, start: n === 0 ? start : 0 }));

export const pagesOfAll = (stock: Stock, stretches: readonly Stretch[]): number =>
  stretches.reduce((pages, { labels, start }) => pages + pagesOf(stock, labels, start), 0);

/** Where a page of the run is: the labels of a stretch, from 0 and without the last; the place of the first of them, from 0. */
export interface PagePart {
  stretch: number;
  /** Which page of its stretch, from 1. */
  page: number;
  from: number;
  to: number;
  start: number;
}

/** `null`: there is no such page. */
export function partOfPage(stock: Stock, stretches: readonly Stretch[], page: number): PagePart | null {
  let within = page;
  for (const [n, { labels, start }] of stretches.entries()) {
    const pages = pagesOf(stock, labels, start);
    if (within > pages) {
      within -= pages;
      continue;
    }
    const end = within * cellsOf(stock) - start;
    return {
      ...{ stretch: n, page: within, from: Math.max(0, end - cellsOf(stock)), to: Math.min(labels, end) },
      start: within === 1 ? start : 0,
    };
  }
  return null;
}
