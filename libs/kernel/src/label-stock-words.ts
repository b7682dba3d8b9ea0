import type { Language, Wording } from './language.js';
import { said } from './language.js';

const INCH = 25_400;
const LETTER = 215_900;

export interface StockFacts {
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

/** "2.63 × 1 in". What a district buys in inches is said in inches; A4 is millimetres. */
export function labelSize({ medium, pageWidth, labelWidth, labelHeight }: StockFacts): string {
  const inches = medium === 'roll' || pageWidth === LETTER;
  const length = (value: number): string => (inches ? rounded(value / INCH, 2) : rounded(value / 1000, 1));
  return `${length(labelWidth)} × ${length(labelHeight)} ${inches ? 'in' : 'mm'}`;
}

/** Of a sheet; a roll has one label after the other. */
export const labelsAPage = ({ medium, columns, rows }: StockFacts): number | null =>
  medium === 'roll' ? null : columns * rows;

/** "30 a page, 2.63 × 1 in". */
export const stockFacts = (stock: StockFacts, language?: Language): string =>
  stock.medium === 'roll'
    ? `${said(ROLL, language)}, ${labelSize(stock)}`
    : `${labelsAPage(stock)} ${said(A_PAGE, language)}, ${labelSize(stock)}`;

const THE_DISTRICT = ['the district', 'el distrito'] as const satisfies Wording;

/** Whose stock it is: of a site by its code, of the district, or of whoever makes it. */
export const stockOwner = (
  { own, maker }: { own: boolean; maker: string },
  siteCode: string | null,
  language?: Language,
): string => siteCode ?? (own ? said(THE_DISTRICT, language) : maker);

interface SoughtStock extends StockFacts {
  id: string;
  name: string;
  maker: string;
  /** Numbers on the box. */
  parts: readonly string[];
}

/** Lists on plain paper are no stock that somebody buys. */
export const isStock = ({ onlyFor }: { onlyFor: string | null }): boolean => onlyFor === null;

/** Boxes divide an inch so; their tables round it. */
const PARTS_OF_INCH = [2, 3, 4, 8, 16];
const ROUNDED_INCH = 0.005;

/** Of an inch, as boxes say it: 2-5/8. */
function fraction(length: number): string[] {
  const inches = length / INCH;
  const whole = Math.floor(inches);
  const by = PARTS_OF_INCH.find((parts) => Math.abs(Math.round(inches * parts) / parts - inches) < ROUNDED_INCH);
  const part = by === undefined ? 0 : Math.round((inches - whole) * by);
  if (by === undefined || part === 0 || part === by) return [];
  return [whole === 0 ? `${part}/${by}` : `${whole}-${part}/${by}`];
}

/** A length in every way in which somebody may write it. */
const spellings = (length: number): string[] => [
  ...[2, 3].map((digits) => rounded(length / INCH, digits)),
  ...fraction(length),
  rounded(length / 1000, 1),
];

/** "2-5/8×1" and "1×2-5/8": boxes name either side first. */
const sizes = ({ labelWidth, labelHeight }: StockFacts): string[] => {
  const [across, down] = [spellings(labelWidth), spellings(labelHeight)];
  return across.flatMap((width) => down.flatMap((height) => [`${width}×${height}`, `${height}×${width}`]));
};

/** `1" x 2-5/8"` as one word. */
const soughtWords = (search: string): string[] =>
  search
    .trim()
    .toLowerCase()
    .replace(/(?<=\d)\s*(?:inches|inch|in|mm|["″”])(?![a-z])/g, '')
    .replace(/(?<=\d)\s*[x×]\s*(?=\d)/g, '×')
    .split(/\s+/)
    .filter(Boolean);

/** Ids of what somebody looks for: the number on the box when it is one, else whatever has the words or the size. */
export function foundStock(stock: readonly SoughtStock[], search: string): ReadonlySet<string> {
  const text = search.trim().toLowerCase();
  const numbered = stock.filter(({ parts }) => parts.some((part) => part.toLowerCase() === text));
  const wanted = soughtWords(search);
  const worded = stock.filter((each) => {
    const words = [each.name, each.maker, ...each.parts, stockFacts(each)].join(' ').toLowerCase();
    return wanted.every((word) =>
      word.includes('×') ? words.includes(word) || sizes(each).includes(word) : words.includes(word),
    );
  });
  return new Set((numbered.length > 0 ? numbered : worded).map(({ id }) => id));
}

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
