import { LOWEST_BARS } from '../symbols/symbol.rules.js';
import type { LabelContent, Measure } from './layout.js';

export interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Micrometres in a point; a line of text is a fifth higher than its letters. */
const POINT = 25_400 / 72;
const lineHeight = (size: number): number => size * 1.2 * POINT;
const ASCENT = 0.95;
/** Scripts whose letters keep between their neighbours' lines. */
const SHALLOW =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Ethiopic}\p{Script=Common}\p{Script=Inherited}]*$/u;
/** All others reach further up and down: smaller letters in the same line, which stand a little higher. */
const DEEP = { share: 0.85, ascent: 0.82 };
/** Of its size, what an accent over a capital letter reaches further up: under bars it needs that much white. */
const ACCENT = 0.25;

/** Smaller letters are hairlines; the smallest stock alone has smaller ones. */
const SMALLEST_TEXT = 5;
const SMALLEST_ON_SMALL = 4.5;
const SMALL = 12_000;
/** Letters in points, of the code and of the lines. */
const SIZES = [
  ...[[40, 22] as const, [32, 18] as const],
  ...[[24, 14] as const, [20, 12] as const, [18, 11] as const, [16, 10] as const, [14, 9] as const],
  ...[[12, 8] as const, [10, 6.5] as const, [8, 6] as const, [8, 5] as const, [6.5, 5] as const],
];
const LINE_SIZES = SIZES.map(([, lineSize]) => lineSize);
/** Of the letters of the code, the most that those of a line may be. */
const LINE_SHARE = 0.85;
/** The most and the least of them and the highest bars, by the height that there is: a large label is read from arm's length. */
const BY_HEIGHT = [
  { from: 60_000, most: 0, least: 4, highest: 24_000 },
  { from: 35_000, most: 2, least: 5, highest: 16_000 },
  { from: 26_000, most: 2, least: 7, highest: 14_000 },
  { from: 18_000, most: 2, least: 8, highest: 12_000 },
  { from: 12_000, most: 2, least: 9, highest: 12_000 },
  { from: 11_000, most: 2, least: 10, highest: 12_000 },
  { from: -Infinity, most: 2, least: 11, highest: 12_000 },
] as const;

/** The words under the bars. */
export interface Words {
  /** `down`: from below the bars to the line on which the letters stand. */
  parts: { text: string; size: number; weight: 400 | 700; down: number }[];
  dropped: string[];
  cut: string[];
}

/** What all labels of a run have in common: where each kind of line stands, and its size. */
export interface Slots {
  codeSize: number;
  lineSize: number;
  /** White above the code's line. */
  above: number;
  /** How high the bars are. */
  bars: number;
  /** Of each line, how many rows it has; 0: no room, or nothing is said there. */
  rows: readonly number[];
}

interface Sized {
  codeSize: number;
  lineSize: number;
  rows: readonly Row[];
}

/** A line, in one row or broken in two. */
interface Row {
  line: string;
  pieces: readonly string[];
}

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/** Room for words as large as can be beside bars as high as can be, and no larger than the label's height asks for. */
export function slotsFor(room: Room, content: LabelContent, linear: boolean, measure: Measure): Slots {
  const heading = content.heading ?? content.code;
  const { highest } = heightsOf(room);
  // Codes have no accents; of names some do, and stand no lower for it than the others.
  const accent = linear && heading !== content.code ? ACCENT * POINT : 0;
  const said = (first?: number): string[] => content.lines.slice(0, first).filter((line) => !isBlank(line));
  const asked = { heading, lines: said(), lawful: said(content.lawfulFirst ?? 0).length, accent, linear };
  const { codeSize, lineSize, rows } = sizedIn(room, asked, measure) ?? squeezed(room, asked, measure);
  const above = codeSize * accent;
  const height = above + lineHeight(codeSize) + heightOf(rows, lineSize);
  const left = [...rows];
  return {
    ...{ codeSize, lineSize, above, bars: linear ? Math.min(highest, room.height - height) : 0 },
    rows: content.lines.map((line) => (isBlank(line) ? 0 : (left.shift()?.pieces.length ?? 0))),
  };
}

/** The words in their places: what is too long for its place gets smaller letters, then it is cut. */
export function wordsIn(
  room: Room,
  { code, heading = code, lines, firstIsLowest }: LabelContent,
  slots: Slots,
  measure: Measure,
): Words {
  const { codeSize, lineSize } = slots;
  const smallest = smallestIn(room);
  const words: Words = { parts: [], dropped: [], cut: [] };
  let down = slots.above;
  const write = (text: string, size: number, weight: 400 | 700): boolean => {
    const { share, ascent } = SHALLOW.test(text) ? { share: 1, ascent: ASCENT } : DEEP;
    const fitted = fittedSize(text, room.width, size * share, weight, smallest, measure);
    const shown = shortened(text, room.width, fitted, weight, measure);
    words.parts.push({ text: shown, size: fitted, weight, down: down + size * ascent * POINT });
    down += lineHeight(size);
    return shown === text;
  };
  if (!write(heading, codeSize, 700)) words.cut.push(heading);
  for (const { line, rows } of inPlaces(lines, slots, firstIsLowest)) {
    const begin = down;
    if (isBlank(line)) {
      // Its place stays white.
    } else if (rows === 0) words.dropped.push(line);
    else {
      const pieces = rows > 1 ? (brokenBy(line, room.width, measure)(lineSize)?.pieces ?? [line]) : [line];
      if (pieces.filter((piece) => !write(piece, lineSize, 400)).length > 0) words.cut.push(line);
    }
    down = begin + rows * lineHeight(lineSize);
  }
  return words;
}

/** Each line and how many rows it has, as they stand below each other: one without room takes the place of a blank one. */
function inPlaces(lines: readonly string[], slots: Slots, firstIsLowest = false): { line: string; rows: number }[] {
  const places = lines.map((line, n) => ({ line, rows: slots.rows[n] ?? 0 }));
  const without = places.filter(({ line, rows }) => rows === 0 && !isBlank(line));
  for (const place of places) {
    const taken = isBlank(place.line) && place.rows > 0 ? without.shift() : undefined;
    if (taken) [place.line, taken.line] = [taken.line, ''];
  }
  return firstIsLowest ? [...places.slice(1), ...places.slice(0, 1)] : places;
}

const smallestIn = ({ height }: Room): number => (height < SMALL ? SMALLEST_ON_SMALL : SMALLEST_TEXT);

const heightsOf = ({ height }: Room): (typeof BY_HEIGHT)[number] => BY_HEIGHT.find(({ from }) => height >= from)!;

interface Asked {
  heading: string;
  lines: readonly string[];
  /** So many of the first are whole before others have room. */
  lawful: number;
  /** Micrometres of white above a heading of one point. */
  accent: number;
  /** There are bars above it. */
  linear: boolean;
}

/** The largest letters with which everything has its room, lines in two rows where that makes them larger; `null`: none. */
function sizedIn(room: Room, { heading, lines, accent, linear }: Asked, measure: Measure): Sized | null {
  const { most, least, highest } = heightsOf(room);
  // A text is as wide as its letters are large.
  const wide = measure(heading, 1, 700);
  const rowsAt = rowsOf(room, lines, measure);
  const high = room.height - (linear ? highest : 0);
  const sizes = SIZES.slice(most, least + 1).filter(([codeSize]) => wide * codeSize <= room.width);
  for (const [codeSize, usual] of sizes) {
    const under = high - codeSize * accent - lineHeight(codeSize);
    // A long name keeps the letters of the lines no smaller than there is room for.
    const isNarrow = codeSize === sizes[0][0] && codeSize < SIZES[most][0];
    const lineSizes = isNarrow ? LINE_SIZES.filter((size) => size >= usual && size <= codeSize * LINE_SHARE) : [usual];
    for (const lineSize of lineSizes) {
      const rows = rowsAt(lineSize);
      if (rows && heightOf(rows, lineSize) <= under) return { codeSize, lineSize, rows };
    }
  }
  return null;
}

const heightOf = (rows: readonly Row[], size: number): number =>
  rows.reduce((pieces, row) => pieces + row.pieces.length, 0) * lineHeight(size);

/** The least letters of the label's height, lines in one size: lower bars or two rows, then smaller lines, then fewer of them. */
function squeezed(room: Room, asked: Asked, measure: Measure): Sized {
  const { lines, accent, linear } = asked;
  const { least, highest } = heightsOf(room);
  const [codeSize, size] = SIZES[least];
  const forLines = room.height - codeSize * accent - lineHeight(codeSize);
  const most = Math.floor((forLines - (linear ? LOWEST_BARS : 0)) / lineHeight(size));
  const shown = lines.slice(0, Math.max(0, most));
  // Those that no size lets in are cut, and make no other smaller.
  const fitting = shown
    .map((line) => sizeIn(line, room.width, size, measure))
    .filter((each) => each >= smallestIn(room));
  const lineSize = Math.min(size, ...fitting);
  const rowsAt = rowsOf(room, lines, measure);
  for (const [, smaller] of SIZES.slice(least)) {
    const rows = smaller > lineSize || fitting.length < shown.length ? rowsAt(smaller) : null;
    if (rows && heightOf(rows, smaller) <= forLines - (linear ? highest : 0))
      return { codeSize, lineSize: smaller, rows };
  }
  const isWhole = (line: string): boolean => sizeIn(line, room.width, size, measure) >= smallestIn(room);
  const isLawful = asked.lawful <= shown.length && shown.slice(0, asked.lawful).every(isWhole);
  const under = forLines - (linear ? LOWEST_BARS : 0);
  return (isLawful ? null : lawfulIn(room, asked, under, measure)) ?? { codeSize, lineSize, rows: shown.map(inOneRow) };
}

const inOneRow = (line: string): Row => ({ line, pieces: [line] });

/** What the law asks for whole, in two rows where it must be, and of the other lines as many as have room; `null`: not even those. */
function lawfulIn(room: Room, { lines, lawful }: Asked, under: number, measure: Measure): Sized | null {
  const sizes = SIZES.slice(heightsOf(room).least);
  const [[codeSize]] = sizes;
  const [first, others] = [rowsOf(room, lines.slice(0, lawful), measure), lines.slice(lawful)];
  for (let many = others.length; many >= 0; many -= 1) {
    for (const [, lineSize] of sizes) {
      const whole = first(lineSize);
      const rows = whole && [...whole, ...others.slice(0, many).map(inOneRow)];
      if (rows && heightOf(rows, lineSize) <= under) return { codeSize, lineSize, rows };
    }
  }
  return null;
}

/** Longer than any label: measured no further. */
const LONGEST_LINE = 200;

/** A line at a size: whole where it has room, else in two at the blank nearest to its middle; `null`: neither has room. */
function brokenBy(line: string, width: number, measure: Measure): (size: number) => Row | null {
  if (line.length > LONGEST_LINE) return () => null;
  const whole = measure(line, 1, 400);
  let halves: { pieces: readonly string[]; wide: number } | null | undefined;
  return (size) => {
    if (whole * size <= width) return { line, pieces: [line] };
    halves ??= halvesOf(line, measure);
    return halves.wide * size <= width ? { line, pieces: halves.pieces } : null;
  };
}

/** All lines at a size; `null`: one of them has no room. */
function rowsOf(room: Room, lines: readonly string[], measure: Measure): (size: number) => Row[] | null {
  const each = lines.map((line) => brokenBy(line, room.width, measure));
  return (size) => {
    const rows = each.map((rowAt) => rowAt(size)).filter((row) => row !== null);
    return rows.length === lines.length ? rows : null;
  };
}

function halvesOf(line: string, measure: Measure): { pieces: readonly string[]; wide: number } {
  const said = line.trim();
  const middle = said.length / 2;
  const [before, after] = [said.lastIndexOf(' ', middle), said.indexOf(' ', middle)];
  if (before < 0 && after < 0) return { pieces: [line], wide: Infinity };
  const at = after < 0 || (before > 0 && middle - before <= after - middle) ? before : after;
  const pieces = [said.slice(0, at), said.slice(at + 1)];
  return { pieces, wide: Math.max(...pieces.map((piece) => measure(piece, 1, 400))) };
}

/** The size at which a text has its width, at most this one. */
function sizeIn(text: string, width: number, size: number, measure: Measure, weight: 400 | 700 = 400): number {
  const natural = measure(text.slice(0, LONGEST_LINE), size, weight);
  return natural <= width ? size : Math.floor(((size * width) / natural) * 10) / 10;
}

/** Of a name at least the smallest size; a line that no size lets in keeps its own, as the lines beside it, and is cut. */
function fittedSize(
  text: string,
  width: number,
  size: number,
  weight: 400 | 700,
  smallest: number,
  measure: Measure,
): number {
  const fitted = sizeIn(text, width, size, measure, weight);
  const least = Math.min(size, smallest);
  return fitted >= least ? fitted : weight === 700 ? least : size;
}

/** The text in its width, or as much of it as has room. */
export function shortened(whole: string, width: number, size: number, weight: 400 | 700, measure: Measure): string {
  const long = whole.length > LONGEST_LINE;
  if (!long && measure(whole, size, weight) <= width) return whole;
  const letters = lettersOf(long ? whole.slice(0, LONGEST_LINE + 1) : whole);
  // The last may lack its marks.
  if (long) letters.pop();
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, middle).join('')}…`, size, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters with their marks: none is cut in two. */
const lettersOf = (text: string): string[] => Array.from(clusters.segment(text), ({ segment }) => segment);
