import type { Cell, Stock } from './stock.js';

/** A number of somebody's own stock that cannot be. */
export interface StockFault {
  field: keyof Stock;
  message: string;
}

/** What printers take: narrower or shorter pages jam, wider ones do not go in. */
const SMALLEST_LABEL = 6_000;
const LARGEST_PAGE = 450_000;
/** The makers' own tables are rounded: half a millimetre is no overlap and no edge. */
const TOLERANCE = 500;

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

/** What is wrong with a stock: every fault, each with its field. None: labels lie on the page, side by side. */
export function faultsOf(stock: Stock): StockFault[] {
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
  return faults.length > 0 ? faults : [...axisFaults(stock, ACROSS), ...axisFaults(stock, DOWN)];
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

function axisFaults(stock: Stock, { count, size, start, pitch, page }: Axis): StockFault[] {
  const many = stock[count] > 1;
  if (stock[start] < 0) return [{ field: start, message: 'must not be less than 0' }];
  if (many && stock[pitch] < stock[size] - TOLERANCE) {
    const message = `is ${mm(stock[pitch])}, less than a label of ${mm(stock[size])}: labels would overlap`;
    return [{ field: pitch, message }];
  }
  const end = stock[start] + (stock[count] - 1) * stock[pitch] + stock[size];
  if (end <= stock[page] + TOLERANCE) return [];
  return [{ field: count, message: `end at ${mm(end)}, outside the page of ${mm(stock[page])}` }];
}
