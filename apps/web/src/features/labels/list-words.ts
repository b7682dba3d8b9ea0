import { seenText } from '../../components/device-filters/seen-span.js';
import { chipText, chosenOf, type Filter } from '../../components/filter-chips.js';

/** What is no filter. */
const LOOK = ['sort', 'columns', 'seenBefore', 'seenAfter'];

/** The filters of a list, each as its chip says it above the list; those without a chip as the address has them. */
export function listWords(list: URLSearchParams, filters: readonly Filter[]): string[] {
  const url = Object.fromEntries(list);
  const { seenBefore, seenAfter } = url;
  const chips = filters.filter((filter) => chosenOf(filter, url).values.length > 0);
  const said = new Set([...LOOK, ...chips.flatMap(({ param, not }) => [param, not])]);
  const others = Object.keys(url).filter((name) => !said.has(name));
  return [
    ...chips.map((filter) => chipText(filter, url)),
    ...(seenBefore || seenAfter ? [seenText({ seenBefore, seenAfter })] : []),
    ...others.map((name) => chipText({ param: name, label: name }, url)),
  ];
}

const ORDERS: Record<string, string> = {
  tag: 'by tag',
  '-tag': 'by tag, the last first',
  lastSeen: 'by last seen, the longest ago first',
  '-lastSeen': 'by last seen, the latest first',
};

/** The order in which they are printed. */
export const orderWords = (list: URLSearchParams): string => ORDERS[list.get('sort') ?? 'tag'] ?? ORDERS.tag;
