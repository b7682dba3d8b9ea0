import type { LabelStock } from './label-words.js';

const LETTER = 215_900;

const isLetter = ({ pageWidth }: Pick<LabelStock, 'pageWidth'>): boolean => pageWidth === LETTER;

/** A tag has at most this height and width; an address this area (µm²). */
const TAG = { height: 22_000, width: 52_000 };
const ADDRESS = 40e8;

/** What stock is bought for, in the order in which it is offered. */
export function purposeOf(stock: LabelStock): string {
  if (stock.onlyFor !== null) return 'Plain paper';
  if (stock.own) return 'Your own stock';
  if (stock.medium === 'roll') return 'Rolls for label printers';
  if (stock.labelHeight <= TAG.height && stock.labelWidth <= TAG.width) return 'Asset tags and other small labels';
  if (stock.labelWidth * stock.labelHeight <= ADDRESS) return 'Address labels';
  return 'Shipping labels, badges and cards';
}

const ORDER = [
  'Last used here',
  'Plain paper',
  'Your own stock',
  'Asset tags and other small labels',
  'Address labels',
  'Shipping labels, badges and cards',
  'Rolls for label printers',
];

export interface StockGroup {
  group: string;
  items: LabelStock[];
}

/** Stock for a kind of labels by what it is bought for; `used`: ids of what was printed on here, newest first. */
export function stockGroups(stock: readonly LabelStock[], kind: string, used: readonly string[]): StockGroup[] {
  const fit = stock.filter(({ onlyFor }) =>
    kind === 'command' ? onlyFor === kind : onlyFor === null || onlyFor === kind,
  );
  const last = [...new Set(used)].flatMap((id) => fit.filter((each) => each.id === id)).slice(0, 3);
  const groups = new Map<string, LabelStock[]>([['Last used here', last]]);
  const others = fit.filter((one) => !last.includes(one));
  // The paper that lies in the printer of a US school goes first.
  const ordered = [...others.filter(isLetter), ...others.filter((one) => !isLetter(one))];
  for (const each of ordered) {
    const purpose = purposeOf(each);
    groups.set(purpose, [...(groups.get(purpose) ?? []), each]);
  }
  return ORDER.flatMap((group) => {
    const items = groups.get(group) ?? [];
    return items.length > 0 ? [{ group, items }] : [];
  });
}

const USUAL: Partial<Record<string, string>> = { person: 'class-list', card: 'avery-5371' };

/** What labels of a kind are printed on before anybody chose: what was used last for them, else what most have. */
export function usualStock(kind: string, runs: readonly { kind: string; stock: { id: string } }[]): string {
  if (kind === 'command') return 'command-cards';
  const last = runs.find((run) => run.kind === kind)?.stock.id;
  return last ?? USUAL[kind] ?? 'avery-5160';
}
