import { makeSymbol } from '../symbols/make-symbol.js';
import type { Symbol, Symbology } from '../symbols/symbol.js';
import { COARSE_DOT, LOWEST_BARS, moduleIn, NARROWEST_MODULE, noRoom } from '../symbols/symbol.rules.js';
import type { Arrangement, LabelContent, LabelLayout, LabelPart, Measure, NoRoom } from './layout.js';

/** Micrometres in a point; a line of text is a fifth higher than its letters. */
const POINT = 25_400 / 72;
const lineHeight = (size: number): number => size * 1.2 * POINT;
const ASCENT = 0.95;
/** Scripts whose letters keep between their neighbours' lines. */
const SHALLOW =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Ethiopic}\p{Script=Common}\p{Script=Inherited}]*$/u;
/** All others reach further up and down: smaller letters in the same line, which stand a little higher. */
const DEEP = { share: 0.85, ascent: 0.82 };

const SMALLEST_TEXT = 4.5;
/** Letters in points, of the code and of the lines. */
const SIZES = [
  ...[[24, 14] as const, [20, 12] as const, [18, 11] as const, [16, 10] as const, [14, 9] as const],
  ...[[12, 8] as const, [10, 6.5] as const, [8, 6] as const, [8, 5] as const, [6.5, 5] as const],
];
/** The least of them and the highest bars, by the height that there is: read from arm's length on a large label. */
const BY_HEIGHT = [
  { from: 35_000, least: 3, highest: 16_000 },
  { from: 26_000, least: 5, highest: 14_000 },
  { from: 18_000, least: 6, highest: 12_000 },
  { from: 12_000, least: 7, highest: 12_000 },
  { from: 11_000, least: 8, highest: 12_000 },
  { from: -Infinity, least: 9, highest: 12_000 },
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
  const { dot = COARSE_DOT, make = makeSymbol } = options;
  const bars = arrangement === 'qr' || arrangement === 'datamatrix' ? null : make('code128', content.code);
  const square = arrangement === 'code128' ? null : arrangement === 'datamatrix' ? 'datamatrix' : 'qr';
  if (!square) return withBars([], room, bars, content, options) ?? withoutRoom('code128', content, room);
  const text = squareText(square, content);
  const symbol = make(square, text);
  const largest = squareModule(room, symbol, dot);
  if (largest === null) return withoutRoom(square, content, room);
  let beside = room;
  // The square code gives way to the bars as far as it can be read.
  for (let module = largest; module >= NARROWEST_MODULE; module -= dot) {
    const placed = squareIn(room, symbol, text, module);
    ({ beside } = placed);
    const layout = withBars([placed.drawn], beside, bars, content, options);
    if (layout) return layout;
  }
  return withoutRoom('code128', content, beside);
}

const withoutRoom = (symbology: Symbology, { code }: LabelContent, { width }: Room): NoRoom => ({
  noRoom: noRoom(code, symbology, width),
  symbology,
});

function inside({ width, height }: { width: number; height: number }): Room {
  const pad = height < 15_000 ? 1_000 : 1_500;
  return { x: pad, y: pad, width: width - 2 * pad, height: height - 2 * pad };
}

const squareText = (symbology: Symbology, { code, link }: LabelContent): string =>
  symbology === 'qr' ? (link ?? code) : code;

function squareModule(room: Room, symbol: Symbol, dot: number): number | null {
  const side = Math.min(room.height, LARGEST_SQUARE, room.width * SQUARE_SHARE);
  return moduleIn(symbol, side, side, dot);
}

function squareIn(room: Room, symbol: Symbol, text: string, module: number): { drawn: LabelPart; beside: Room } {
  // The quiet zone may reach to the label's edge: that is white too.
  const taken = (symbol.width + symbol.quiet) * module;
  const y = room.y + Math.max(0, (room.height - symbol.height * module) / 2);
  const beside = { ...room, x: room.x + taken + GAP, width: room.width - taken - GAP };
  return { drawn: { kind: 'symbol', symbol, text, x: room.x, y, unitX: module, unitY: module }, beside };
}

/** Bars, where there are any, and words; `null`: the bars have no room. */
function withBars(
  drawn: LabelPart[],
  room: Room,
  bars: Symbol | null,
  content: LabelContent,
  options: LayoutOptions,
): LabelLayout | null {
  if (!bars) return withWords(drawn, room, content, null, options);
  const module = moduleIn(bars, room.width, LOWEST_BARS, options.dot);
  return module === null ? null : withWords(drawn, room, content, { bars, module }, options);
}

/**
 * The largest letters with which everything has its room beside bars as high as can be, none less than the height of the
 * label gives: a label that is half empty is read from further away.
 */
function sizesIn(
  room: Room,
  content: LabelContent,
  lines: readonly string[],
  linear: boolean,
  measure: Measure,
): { codeSize: number; lineSize: number; highest: number } {
  const { least, highest } = BY_HEIGHT.find(({ from }) => room.height >= from)!;
  // A text is as wide as its letters are large.
  const heading = measure(content.heading ?? content.code, 1, 700);
  const widest = Math.max(0, ...lines.map((line) => measure(line.slice(0, LONGEST_LINE), 1, 400)));
  const high = room.height - (linear ? highest : 0);
  const [codeSize, lineSize] =
    SIZES.slice(0, least).find(
      ([code, line]) =>
        heading * code <= room.width &&
        widest * line <= room.width &&
        lineHeight(code) + lines.length * lineHeight(line) <= high,
    ) ?? SIZES[least];
  return { codeSize, lineSize, highest };
}

function withWords(
  drawn: LabelPart[],
  room: Room,
  content: LabelContent,
  linear: { bars: Symbol; module: number } | null,
  { measure }: LayoutOptions,
): LabelLayout {
  const lines = content.lines.filter((line) => line.trim() !== '');
  const { codeSize, lineSize, highest } = sizesIn(room, content, lines, linear !== null, measure);
  const forCode = lineHeight(codeSize);
  const least = (linear ? LOWEST_BARS : 0) + forCode;
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
    const { share, ascent } = SHALLOW.test(text) ? { share: 1, ascent: ASCENT } : DEEP;
    const fitted = fit(text, room.width, size * share, weight, measure);
    if (fitted.text !== text) cut.push(text);
    drawn.push({ kind: 'text', x: room.x, baseline: y + size * ascent * POINT, weight, ...fitted });
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
  const text =
    whole.length > LONGEST_LINE
      ? `${lettersOf(whole.slice(0, LONGEST_LINE + 1))
          .slice(0, -1)
          .join('')}…`
      : whole;
  const natural = measure(text, size, weight);
  if (natural <= width) return { text, size };
  const smaller = Math.max(SMALLEST_TEXT, Math.floor(((size * width) / natural) * 10) / 10);
  if (measure(text, smaller, weight) <= width) return { text, size: smaller };
  const letters = lettersOf(text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, middle).join('')}…`, smaller, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return { text: `${letters.slice(0, low).join('').trimEnd()}…`, size: smaller };
}

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters with their marks: none is cut in two. */
const lettersOf = (text: string): string[] => Array.from(clusters.segment(text), ({ segment }) => segment);
