import type { Cell, Stock } from './stock.js';

/** A number of somebody's own stock that cannot be. */
export interface StockFault {
  field: keyof Stock | 'name';
  message: string;
}

/** What printers take: narrower or shorter pages jam, wider ones do not go in. */
const SMALLEST_LABEL = 6_000;
const LARGEST_PAGE = 450_000;
/** The makers' own tables are rounded: half a millimetre is no edge. */
const TOLERANCE = 500;
/** Rounding of own numbers; more of an overlap is an inch that was taken for 25 mm. */
const ROUNDING = 50;

export const cellsOf = ({ columns, rows }: Pick<Stock, 'columns' | 'rows'>): number => columns * rows;

/** The place of label `n` of a page, counted from 0 across and then down. */
export const cellAt = (stock: Stock, n: number): Cell => ({
  x: stock.left + (n % stock.columns) * stock.pitchX,
  y: stock.top + Math.floor(n / stock.columns) * stock.pitchY,
});

/** How many pages `labels` take when the first goes to place `start` (from 0) of the first page. */
export const pagesOf = (stock: Stock, labels: number, start: number): number =>
  Math.ceil((start + labels) / cellsOf(stock));

/** So much taller than wide, a label is read along its height; one that is nearly square is not. */
const LONG = 1.25;

export const isLong = ({ labelWidth, labelHeight }: Pick<Stock, 'labelWidth' | 'labelHeight'>): boolean =>
  labelHeight > LONG * labelWidth;

const mm = (length: number): string => `${Math.round(length / 100) / 10} mm`;

/** What lets a name look like another one, or like nothing. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Why own stock cannot have this name; `null`: it can. */
export const nameFault = (name: string): StockFault | null =>
  HIDDEN.test(name) ? { field: 'name', message: 'must have no characters that cannot be seen' } : null;

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Whether a name is that of a maker's stock, however it is written. */
export function isKnownName(
  name: string,
  known: readonly (Pick<Stock, 'maker' | 'parts'> & { name: string })[],
): boolean {
  const wanted = plain(name);
  return known.some(
    (stock) => plain(stock.name) === wanted || stock.parts.some((part) => plain(`${stock.maker} ${part}`) === wanted),
  );
}

/** What is wrong with a stock: every fault, each with its field. None: labels lie on the page, side by side. */
export function faultsOf(stock: Stock, rounding = ROUNDING): StockFault[] {
  const counts: StockFault[] = (['columns', 'rows'] as const)
    .filter((field) => !Number.isInteger(stock[field]) || stock[field] < 1 || stock[field] > 100)
    .map((field) => ({ field, message: 'must be a whole number from 1 to 100' }));
  if (stock.medium === 'roll' && cellsOf(stock) > 1) {
    counts.push({ field: 'columns', message: 'must be 1, and rows too: a roll has one label after the other' });
  }
  const pages = (['pageWidth', 'pageHeight'] as const)
    .filter((field) => stock[field] > LARGEST_PAGE)
    .map((field) => ({ field, message: `must be at most ${mm(LARGEST_PAGE)}` }));
  const small = (['labelWidth', 'labelHeight'] as const)
    .filter((field) => stock[field] < SMALLEST_LABEL)
    .map((field) => ({ field, message: `must be at least ${mm(SMALLEST_LABEL)}` }));
  const faults: StockFault[] = [...counts, ...pages, ...small];
  return faults.length > 0 ? faults : [ACROSS, DOWN].flatMap((axis) => axisFaults(stock, axis, rounding));
}

interface Axis {
  count: 'columns' | 'rows';
  size: 'labelWidth' | 'labelHeight';
  start: 'left' | 'top';
  pitch: 'pitchX' | 'pitchY';
  page: 'pageWidth' | 'pageHeight';
}

const ACROSS: Axis = { count: 'columns', size: 'labelWidth', start: 'left', pitch: 'pitchX', page: 'pageWidth' };
const DOWN: Axis = { count: 'rows', size: 'labelHeight', start: 'top', pitch: 'pitchY', page: 'pageHeight' };

function axisFaults(stock: Stock, { count, size, start, pitch, page }: Axis, rounding: number): StockFault[] {
  const many = stock[count] > 1;
  if (stock[start] < 0) return [{ field: start, message: 'must not be less than 0' }];
  if (many && stock[pitch] < stock[size] - rounding) {
    const message = `is ${mm(stock[pitch])}, less than a label of ${mm(stock[size])}: labels would overlap`;
    return [{ field: pitch, message }];
  }
  const end = stock[start] + (stock[count] - 1) * stock[pitch] + stock[size];
  if (end <= stock[page] + TOLERANCE) return [];
  return [{ field: count, message: `end at ${mm(end)}, outside the page of ${mm(stock[page])}` }];
}
