import { makeSymbol } from '../symbols/make-symbol.js';
import type { MakeSymbol, Symbol } from '../symbols/symbol.js';
import { COARSE_DOT, longestIn, LOWEST_BARS, moduleIn, NARROWEST_MODULE, noRoom } from '../symbols/symbol.rules.js';
import type { Arrangement, LabelContent, LabelLayout, LabelPart, Measure, NoRoom } from './layout.js';
import { longestPair } from './longest-pair.rules.js';
import type { Beside, Place, Size } from './places.rules.js';
import { GAP, placesIn, squareIn, squareOf } from './places.rules.js';
import type { RunForm } from './run-form.js';
import type { Room } from './words.rules.js';
import { slotsFor, wordsIn } from './words.rules.js';

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
  size: Size,
  content: LabelContent,
  arrangement: Arrangement,
  options: LayoutOptions,
): LabelLayout | NoRoom {
  const { dot = COARSE_DOT, make = makeSymbol, form } = options;
  const bars = arrangement === 'qr' || arrangement === 'datamatrix' ? null : make('code128', content.code);
  const squareKind = arrangement === 'datamatrix' ? 'datamatrix' : 'qr';
  const square = arrangement === 'code128' ? null : squareOf(squareKind, content, make);
  const places = placesIn(size, { square, bars: bars !== null }, dot);
  const holds = (code: Symbol | null, { barsIn }: Place): boolean =>
    code === null || moduleIn(code, barsIn, LOWEST_BARS, { dot }) !== null;
  const fitting = places.filter((place) => holds(bars, place));
  // Labels of a run stand alike: where its widest bars have room too.
  const place = fitting.find((each) => holds(bars && (form?.bars ?? null), each)) ?? fitting.at(0);
  const layout = place && laidIn(place, bars, content, options);
  if (layout) return layout;
  if (square && places.length === 0) return { noRoom: noRoom(content.code), symbology: squareKind };
  const longest = square
    ? longestPair(size, content, make, dot)
    : longestIn(Math.max(...places.map(({ barsIn }) => barsIn)), dot);
  const alone = square !== null && placesIn(size, { square: null, bars: true }, dot).some((each) => holds(bars, each));
  const pair = square === null ? 'alone' : alone ? 'with-qr-fits-alone' : 'with-qr';
  return { noRoom: noRoom(content.code, { ...longest, pair }), symbology: 'code128' };
}

function laidIn(place: Place, bars: Symbol | null, content: LabelContent, options: LayoutOptions): LabelLayout | null {
  if (place.way === 'bars') return withBars([], wholeOf(place.room), bars, content, options);
  if (place.way === 'over') return bars && withBarsOver(place, bars, content, options);
  const { room, square, largest, modest } = place;
  const { dot = COARSE_DOT } = options;
  // The square code gives way to the bars as far as it can be read.
  const laidFrom = (most: number): LabelLayout | null => {
    for (let module = most; module >= NARROWEST_MODULE; module -= dot) {
      const { drawn, beside } = squareIn(room, square, module);
      const layout = withBars([drawn], beside, bars, content, options);
      if (layout) return layout;
    }
    return null;
  };
  const layout = laidFrom(largest);
  return layout && modest !== null && modest < largest ? wordier(layout, () => laidFrom(modest)) : layout;
}

const wholeOf = (room: Room): Beside => ({ room, edge: 0, top: room.y });

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
  const module = barModule(bars, beside.room, options);
  return module === null ? null : withWords(drawn, beside, content, { bars, module }, options);
}

/** As fine as the widest bars of the run ask for; `null`: too fine to be read. */
function barModule(bars: Symbol, { width }: Room, { dot, form }: LayoutOptions): number | null {
  const moduleOf = (symbol: Symbol): number | null => moduleIn(symbol, width, LOWEST_BARS, { dot });
  const module = moduleOf(bars);
  return module === null ? null : Math.min(module, (form && moduleOf(form.bars)) ?? module);
}

/** Bars over the square code, which has the words beside it and gives way to them as far as it can be read. */
function withBarsOver(
  { room, square, largest, barsHigh }: Extract<Place, { way: 'over' }>,
  bars: Symbol,
  content: LabelContent,
  options: LayoutOptions,
): LabelLayout | null {
  const unitX = barModule(bars, room, options);
  if (unitX === null) return null;
  const x = Math.max(room.x, bars.quiet * unitX);
  const line: LabelPart = { kind: 'symbol', symbol: bars, text: content.code, x, y: room.y, unitX, unitY: barsHigh };
  const end = room.y + barsHigh;
  const under = { ...room, y: end + GAP, height: room.height - barsHigh - GAP };
  const laidWith = (module: number): LabelLayout => {
    const { drawn, beside } = squareIn(under, square, module, end);
    return withWords([drawn, line], beside, content, null, options);
  };
  const { dot = COARSE_DOT } = options;
  let layout = laidWith(largest);
  for (let module = largest - dot; module >= NARROWEST_MODULE; module -= dot) {
    layout = wordier(layout, () => laidWith(module));
  }
  return layout;
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
