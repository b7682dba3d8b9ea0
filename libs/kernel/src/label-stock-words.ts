import type { Language, Wording } from './language.js';
import { said } from './language.js';

const INCH = 25_400;
const LETTER = 215_900;

interface StockFacts {
  medium: 'sheet' | 'roll';
  pageWidth: number;
  labelWidth: number;
  labelHeight: number;
  columns: number;
  rows: number;
}

const MEDIA = { sheet: ['Sheet', 'Hoja'], roll: ['Roll', 'Rollo'] } as const satisfies Record<string, Wording>;
const A_PAGE = ['a page', 'por hoja'] as const satisfies Wording;
const ROLL = ['roll', 'rollo'] as const satisfies Wording;

export const mediumText = (medium: keyof typeof MEDIA, language?: Language): string => said(MEDIA[medium], language);

const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** What a district buys in inches is said in inches; A4 is millimetres. */
function sizeOf({ medium, pageWidth, labelWidth, labelHeight }: StockFacts): string {
  const inches = medium === 'roll' || pageWidth === LETTER;
  const length = (value: number): string => (inches ? rounded(value / INCH, 2) : rounded(value / 1000, 1));
  return `${length(labelWidth)} × ${length(labelHeight)} ${inches ? 'in' : 'mm'}`;
}

/** "30 a page, 2.63 × 1 in". */
export const stockFacts = (stock: StockFacts, language?: Language): string =>
  stock.medium === 'roll'
    ? `${said(ROLL, language)}, ${sizeOf(stock)}`
    : `${stock.columns * stock.rows} ${said(A_PAGE, language)}, ${sizeOf(stock)}`;

const WAYS = {
  right: ['to the right', 'a la derecha'],
  left: ['to the left', 'a la izquierda'],
  down: ['down', 'hacia abajo'],
  up: ['up', 'hacia arriba'],
} as const satisfies Record<string, Wording>;
const AND = ['and', 'y'] as const satisfies Wording;
const NOT_AT_ALL = ['not at all', 'nada'] as const satisfies Wording;

/** "0.3 mm to the right and 1.2 mm up", of tenths of a millimetre. */
export function shiftWords(x: number, y: number, language?: Language): string {
  const part = (tenths: number, way: keyof typeof WAYS): string[] =>
    tenths === 0 ? [] : [`${(Math.abs(tenths) / 10).toFixed(1)} mm ${said(WAYS[way], language)}`];
  return [...part(x, x > 0 ? 'right' : 'left'), ...part(y, y > 0 ? 'down' : 'up')].join(` ${said(AND, language)} `);
}

interface PrinterFacts {
  offsetXTenths: number;
  offsetYTenths: number;
  scalePermille: number;
}

/** By how much a printer moves and sizes what it prints. */
export const movesText = ({ offsetXTenths, offsetYTenths, scalePermille }: PrinterFacts, language?: Language): string =>
  [shiftWords(offsetXTenths, offsetYTenths, language), scalePermille === 1000 ? '' : `${scalePermille / 10} %`]
    .filter(Boolean)
    .join(', ') || said(NOT_AT_ALL, language);

/** What a printer takes: ZPL of its dots, or pages. */
export const takesText = ({ dpi }: { dpi: number | null }): string => (dpi ? `ZPL, ${dpi} dpi` : 'PDF');
