import { makeSymbol } from '../symbols/make-symbol.js';
import type { Symbol, Symbology } from '../symbols/symbol.js';
import type { Beside } from '../symbols/symbol.rules.js';
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
/** Words beside a square code have width to spare. */
const ROOMY = 50_000;

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
  const alone = withBars([], room, bars, content, options);
  return withoutRoom('code128', content, beside, alone ? 'beside-qr-fits-alone' : 'beside-qr');
}

const withoutRoom = (symbology: Symbology, { code }: LabelContent, { width }: Room, beside?: Beside): NoRoom => ({
  noRoom: noRoom(code, symbology, width, beside),
  symbology,
});

function inside({ width, height }: { width: number; height: number }): Room {
  const pad = height < 15_000 ? 1_000 : 1_500;
  return { x: pad, y: pad, width: width - 2 * pad, height: height - 2 * pad };
}

const squareText = (symbology: Symbology, { code, link }: LabelContent): string =>
  symbology === 'qr' ? (link ?? code) : code;

function squareModule(room: Room, symbol: Symbol, dot: number): number | null {
  const largest = SQUARES.find(({ from }) => room.height >= from)!;
  const side = Math.min(room.height, largest.side, room.width * SQUARE_SHARE);
  return moduleIn(symbol, side, side, { dot, widest: largest.module });
}

function squareIn(room: Room, symbol: Symbol, text: string, module: number): { drawn: LabelPart; beside: Room } {
  // The quiet zone may reach to the label's edge: that is white too.
  const taken = (symbol.width + symbol.quiet) * module;
  const beside = { ...room, x: room.x + taken + GAP, width: room.width - taken - GAP };
  return { drawn: { kind: 'symbol', symbol, text, x: room.x, y: room.y, unitX: module, unitY: module }, beside };
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
  const moduleOf = (symbol: Symbol): number | null => moduleIn(symbol, room.width, LOWEST_BARS, { dot: options.dot });
  const module = moduleOf(bars);
  if (module === null) return null;
  const { form } = options;
  const common = (form && moduleOf(form.bars)) ?? module;
  return withWords(drawn, room, content, { bars, module: Math.min(module, common) }, options);
}

function withWords(
  drawn: LabelPart[],
  room: Room,
  content: LabelContent,
  linear: { bars: Symbol; module: number } | null,
  { measure, form }: LayoutOptions,
): LabelLayout {
  const quiet = linear ? linear.bars.quiet * linear.module : 0;
  const alone = drawn.length === 0;
  // Words begin where the bars do, whose quiet zone may reach to the label's edge; in little room they need the width.
  const left = alone ? Math.max(room.x, quiet) : room.x + quiet;
  const x = alone || room.width - quiet >= ROOMY ? left : room.x;
  const place = { ...room, x, width: room.x + room.width - x };
  const slots = form?.holds(content)
    ? form.slotsIn(place, linear !== null)
    : slotsFor(place, content, linear !== null, measure);
  const words = wordsIn(place, content, slots, measure);
  // Labels of one row begin at one height, however many lines each has.
  let { y } = room;
  if (linear) {
    const { bars, module } = linear;
    drawn.push({ kind: 'symbol', symbol: bars, text: content.code, x: left, y, unitX: module, unitY: slots.bars });
    y += slots.bars;
  }
  for (const { down, ...part } of words.parts) drawn.push({ kind: 'text', x, baseline: y + down, ...part });
  return { drawn, dropped: words.dropped, cut: words.cut };
}
