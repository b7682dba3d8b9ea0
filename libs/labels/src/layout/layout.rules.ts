import { makeSymbol } from '../symbols/make-symbol.js';
import type { Symbol, Symbology } from '../symbols/symbol.js';
import type { Beside as BesideSquare } from '../symbols/symbol.rules.js';
import { COARSE_DOT, LOWEST_BARS, moduleIn, NARROWEST_MODULE, noRoom } from '../symbols/symbol.rules.js';
import type { Arrangement, LabelContent, LabelLayout, LabelPart, Measure, NoRoom } from './layout.js';
import type { RunForm } from './run-form.js';
import type { Room } from './words.rules.js';
import { slotsFor, wordsIn } from './words.rules.js';

/** Of the width, at most this much is the square code where words stand beside it. */
const SQUARE_SHARE = 0.45;
/** A large label is read from further away: its square code and the modules of it may be larger. */
const SQUARES = [
  { from: 60_000, side: 40_000, module: 1_000 },
  { from: 40_000, side: 28_000, module: 750 },
  { from: -Infinity, side: 22_000, module: 500 },
] as const;
const GAP = 1_000;

export type MakeSymbol = (symbology: Symbology, text: string) => Symbol;

interface LayoutOptions {
  measure: Measure;
  make?: MakeSymbol;
  /** Micrometres of a printer's dot, where modules must be whole dots. */
  dot?: number;
  /** Of the run, to line up with its other labels. */
  form?: RunForm | null;
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
  if (!square) return withBars([], wholeOf(room), bars, content, options) ?? withoutRoom('code128', content, room);
  const text = squareText(square, content);
  const symbol = make(square, text);
  const { largest, inside: modest } = squareModules(size, room, symbol, dot);
  if (largest === null) return withoutRoom(square, content, room);
  let beside: Beside = { room, edge: 0, top: room.y };
  // The square code gives way to the bars as far as it can be read.
  const laidFrom = (most: number): LabelLayout | null => {
    for (let module = most; module >= NARROWEST_MODULE; module -= dot) {
      const placed = squareIn(room, symbol, text, module);
      ({ beside } = placed);
      const layout = withBars([placed.drawn], beside, bars, content, options);
      if (layout) return layout;
    }
    return null;
  };
  const layout = laidFrom(largest);
  if (layout) return modest !== null && modest < largest ? wordier(layout, () => laidFrom(modest)) : layout;
  const alone = withBars([], wholeOf(room), bars, content, options);
  return withoutRoom('code128', content, beside.room, alone ? 'beside-qr-fits-alone' : 'beside-qr');
}

const withoutRoom = (symbology: Symbology, { code }: LabelContent, { width }: Room, beside?: BesideSquare): NoRoom => ({
  noRoom: noRoom(code, symbology, width, beside),
  symbology,
});

function inside({ width, height }: { width: number; height: number }): Room {
  const pad = height < 15_000 ? 1_000 : 1_500;
  return { x: pad, y: pad, width: width - 2 * pad, height: height - 2 * pad };
}

const squareText = (symbology: Symbology, { code, link }: LabelContent): string =>
  symbology === 'qr' ? (link ?? code) : code;

/**
 * How wide the modules of a square code may be: `inside` where its quiet zone keeps to the room too, `largest` where that
 * lies in the label's margin, which is white as well.
 */
function squareModules(
  size: { height: number },
  room: Room,
  symbol: Symbol,
  dot: number,
): { largest: number | null; inside: number | null } {
  const most = SQUARES.find(({ from }) => room.height >= from)!;
  const side = Math.min(most.side, room.width * SQUARE_SHARE);
  const options = { dot, widest: most.module };
  const widest = Math.min(most.module, room.height / symbol.height);
  return {
    largest: moduleIn(symbol, side, Math.min(side, size.height), { dot, widest }),
    inside: moduleIn(symbol, side, Math.min(side, room.height), options),
  };
}

/** Where bars and words stand. */
interface Beside {
  room: Room;
  /** What is black to the left of it ends here: 0 is the label's edge. Quiet zones begin there. */
  edge: number;
  /** Of the square code. */
  top: number;
}

const wholeOf = (room: Room): Beside => ({ room, edge: 0, top: room.y });

function squareIn(room: Room, symbol: Symbol, text: string, module: number): { drawn: LabelPart; beside: Beside } {
  const quiet = symbol.quiet * module;
  const [x, y] = [Math.max(room.x, quiet), Math.max(room.y, quiet)];
  const edge = x + symbol.width * module;
  const begin = edge + quiet + GAP;
  return {
    drawn: { kind: 'symbol', symbol, text, x, y, unitX: module, unitY: module },
    beside: { room: { ...room, x: begin, width: room.x + room.width - begin }, edge, top: y },
  };
}

type Lost = Pick<LabelLayout, 'dropped' | 'cut'>;
const losesWords = ({ dropped, cut }: Lost): boolean => dropped.length + cut.length > 0;

const lettersOf = (parts: readonly { text?: string; kind?: string }[]): number =>
  parts.reduce((sum, { kind, text = '' }) => sum + (kind === 'symbol' ? 0 : text.replace(/\s/g, '').length), 0);

/** No word is lost for a larger code. */
function wordier(layout: LabelLayout, other: () => LabelLayout | null): LabelLayout {
  const instead = losesWords(layout) ? other() : null;
  return instead && lettersOf(instead.drawn) > lettersOf(layout.drawn) ? instead : layout;
}

/** Bars, where there are any, and words; `null`: the bars have no room. */
function withBars(
  drawn: LabelPart[],
  beside: Beside,
  bars: Symbol | null,
  content: LabelContent,
  options: LayoutOptions,
): LabelLayout | null {
  if (!bars) return withWords(drawn, beside, content, null, options);
  const { width } = beside.room;
  const moduleOf = (symbol: Symbol): number | null => moduleIn(symbol, width, LOWEST_BARS, { dot: options.dot });
  const module = moduleOf(bars);
  if (module === null) return null;
  const { form } = options;
  const common = (form && moduleOf(form.bars)) ?? module;
  return withWords(drawn, beside, content, { bars, module: Math.min(module, common) }, options);
}

function withWords(
  drawn: LabelPart[],
  { room, edge, top }: Beside,
  content: LabelContent,
  linear: { bars: Symbol; module: number } | null,
  { measure, form }: LayoutOptions,
): LabelLayout {
  const quiet = linear ? linear.bars.quiet * linear.module : 0;
  // Words begin where the bars do, whose quiet zone lies in the label's margin or in what is white beside a square code.
  const left = Math.max(room.x, edge + quiet);
  const wordsFrom = (x: number) => {
    const place = { ...room, x, width: room.x + room.width - x };
    const slots = form?.holds(content)
      ? form.slotsIn(place, linear !== null)
      : slotsFor(place, content, linear !== null, measure);
    return { x, slots, words: wordsIn(place, content, slots, measure) };
  };
  let found = wordsFrom(left);
  if (edge > 0 && left > room.x && losesWords(found.words)) {
    const wider = wordsFrom(room.x);
    if (lettersOf(wider.words.parts) > lettersOf(found.words.parts)) found = wider;
  }
  const { x, slots, words } = found;
  // Labels of one row begin at one height, however many lines each has.
  let { y } = room;
  if (linear) {
    const { bars, module } = linear;
    // Bars begin as high as the square code beside them.
    const down = Math.max(0, Math.min(top - y, slots.bars - LOWEST_BARS));
    const at = { x: left, y: y + down, unitX: module, unitY: slots.bars - down };
    drawn.push({ kind: 'symbol', symbol: bars, text: content.code, ...at });
    y += slots.bars;
  }
  for (const { down, ...part } of words.parts) drawn.push({ kind: 'text', x, baseline: y + down, ...part });
  return { drawn, dropped: words.dropped, cut: words.cut };
}
