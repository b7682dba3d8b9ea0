import { makeSymbol } from '../symbols/make-symbol.js';
import type { Symbol, Symbology } from '../symbols/symbol.js';
import { LOWEST_BARS, moduleIn, noRoom } from '../symbols/symbol.rules.js';
import type { Arrangement, LabelContent, LabelLayout, LabelPart, Measure, NoRoom } from './layout.js';

/** Micrometres in a point; a line of text is a fifth higher than its letters. */
const POINT = 25_400 / 72;
const lineHeight = (size: number): number => size * 1.2 * POINT;
const ASCENT = 0.95;

const SMALLEST_TEXT = 4.5;
/** Letters in points and the highest bars, by the height that there is: read from arm's length on a large label. */
const SIZES = [
  { from: 35_000, codeSize: 16, lineSize: 10, highest: 16_000 },
  { from: 26_000, codeSize: 12, lineSize: 8, highest: 14_000 },
  { from: 18_000, codeSize: 10, lineSize: 6.5, highest: 12_000 },
  { from: 12_000, codeSize: 8, lineSize: 6, highest: 12_000 },
  { from: 11_000, codeSize: 8, lineSize: 5, highest: 12_000 },
  { from: -Infinity, codeSize: 6.5, lineSize: 5, highest: 12_000 },
] as const;
/** Of the width, at most this much is the square code where words stand beside it. */
const SQUARE_SHARE = 0.45;
const LARGEST_SQUARE = 22_000;
const GAP = 1_000;

interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type MakeSymbol = (symbology: Symbology, text: string) => Symbol;

interface LayoutOptions {
  measure: Measure;
  make?: MakeSymbol;
  /** Micrometres of a printer's dot, where modules must be whole dots. */
  dot?: number;
}

/** Places a label's codes and words: codes first, then what is read by people, as far as there is room. */
export function layOut(
  size: { width: number; height: number },
  content: LabelContent,
  arrangement: Arrangement,
  options: LayoutOptions,
): LabelLayout | NoRoom {
  const room = inside(size);
  const { dot, make = makeSymbol } = options;
  const square = arrangement === 'code128' ? null : arrangement === 'datamatrix' ? 'datamatrix' : 'qr';
  const drawn: LabelPart[] = [];
  let words = room;
  if (square) {
    const text = squareText(square, content);
    const placed = placeSquare(room, make(square, text), text, dot);
    if (!placed) return { noRoom: noRoom(content.code, square, room.width), symbology: square };
    drawn.push(placed.drawn);
    words = placed.beside;
  }
  if (arrangement === 'qr' || arrangement === 'datamatrix') return withWords(drawn, words, content, null, options);
  const bars = make('code128', content.code);
  const module = moduleIn(bars, words.width, LOWEST_BARS, dot);
  if (module === null) return { noRoom: noRoom(content.code, 'code128', words.width), symbology: 'code128' };
  return withWords(drawn, words, content, { bars, module }, options);
}

function inside({ width, height }: { width: number; height: number }): Room {
  const pad = height < 15_000 ? 1_000 : 1_500;
  return { x: pad, y: pad, width: width - 2 * pad, height: height - 2 * pad };
}

const squareText = (symbology: Symbology, { code, link }: LabelContent): string =>
  symbology === 'qr' ? (link ?? code) : code;

function placeSquare(
  room: Room,
  symbol: Symbol,
  text: string,
  dot: number | undefined,
): { drawn: LabelPart; beside: Room } | null {
  const side = Math.min(room.height, LARGEST_SQUARE, room.width * SQUARE_SHARE);
  const module = moduleIn(symbol, side, side, dot);
  if (module === null) return null;
  // The quiet zone may reach to the label's edge: that is white too.
  const taken = (symbol.width + symbol.quiet) * module;
  const y = room.y + Math.max(0, (room.height - symbol.height * module) / 2);
  const beside = { ...room, x: room.x + taken + GAP, width: room.width - taken - GAP };
  return { drawn: { kind: 'symbol', symbol, text, x: room.x, y, unitX: module, unitY: module }, beside };
}

function withWords(
  drawn: LabelPart[],
  room: Room,
  content: LabelContent,
  linear: { bars: Symbol; module: number } | null,
  { measure }: LayoutOptions,
): LabelLayout {
  const { codeSize, lineSize, highest } = SIZES.find(({ from }) => room.height >= from)!;
  const forCode = lineHeight(codeSize);
  const least = (linear ? LOWEST_BARS : 0) + forCode;
  const lines = content.lines.filter((line) => line.trim() !== '');
  const count = Math.max(0, Math.min(lines.length, Math.floor((room.height - least) / lineHeight(lineSize))));
  const forWords = forCode + count * lineHeight(lineSize);
  const high = linear ? Math.min(highest, room.height - forWords) : 0;
  let y = room.y + Math.max(0, (room.height - high - forWords) / 2);
  if (linear) {
    const { bars, module } = linear;
    const x = room.x + bars.quiet * module;
    drawn.push({ kind: 'symbol', symbol: bars, text: content.code, x, y, unitX: module, unitY: high });
    y += high;
  }
  const cut: string[] = [];
  const write = (text: string, size: number, weight: 400 | 700): void => {
    const fitted = fit(text, room.width, size, weight, measure);
    if (fitted.text !== text) cut.push(text);
    drawn.push({ kind: 'text', x: room.x, baseline: y + size * ASCENT * POINT, weight, ...fitted });
    y += lineHeight(size);
  };
  write(content.heading ?? content.code, codeSize, 700);
  for (const line of lines.slice(0, count)) write(line, lineSize, 400);
  return { drawn, dropped: lines.slice(count), cut };
}

/** Longer than any label: measured no further. */
const LONGEST_LINE = 200;

/** The text in its width: smaller letters first, then fewer. */
function fit(
  whole: string,
  width: number,
  size: number,
  weight: 400 | 700,
  measure: Measure,
): { text: string; size: number } {
  const text = whole.length > LONGEST_LINE ? `${whole.slice(0, LONGEST_LINE)}…` : whole;
  const natural = measure(text, size, weight);
  if (natural <= width) return { text, size };
  const smaller = Math.max(SMALLEST_TEXT, Math.floor(((size * width) / natural) * 10) / 10);
  if (measure(text, smaller, weight) <= width) return { text, size: smaller };
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${characters.slice(0, middle).join('')}…`, smaller, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return { text: `${characters.slice(0, low).join('').trimEnd()}…`, size: smaller };
}
