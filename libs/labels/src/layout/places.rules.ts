import type { MakeSymbol, Symbol } from '../symbols/symbol.js';
import { LOWEST_BARS, moduleIn, narrowestOf } from '../symbols/symbol.rules.js';
import type { LabelContent, LabelPart } from './layout.js';
import type { Room } from './words.rules.js';

/** Of the width, at most this much is the square code where words stand beside it. */
const SQUARE_SHARE = 0.45;
/** A large label is read from further away: its square code and the modules of it may be larger. */
const SQUARES = [
  { from: 60_000, side: 40_000, module: 1_000 },
  { from: 40_000, side: 28_000, module: 750 },
  { from: -Infinity, side: 22_000, module: 500 },
] as const;
export const GAP = 1_000;
/** Bars over a square code have a third of the height, and no more than this. */
const OVER = { share: 1 / 3, highest: 12_000 };

export interface Size {
  width: number;
  height: number;
}

/** A square code and what it says. */
export interface Square {
  symbol: Symbol;
  text: string;
}

export const squareOf = (symbology: 'qr' | 'datamatrix', { code, link }: LabelContent, make: MakeSymbol): Square => {
  const text = symbology === 'qr' ? (link ?? code) : code;
  return { symbol: make(symbology, text), text };
};

/** One way in which the codes can stand on a label. */
export type Place = {
  room: Room;
  /** So wide may bars be, their quiet zones among it. */
  barsIn: number;
} & (
  | { way: 'bars' }
  /**
   * `largest`: the modules of the square code at most; `modest`: where its quiet zone keeps to the room too and does not
   * lie in the label's margin, which is white as well.
   */
  | { way: 'beside'; square: Square; largest: number; modest: number | null }
  | { way: 'over'; square: Square; largest: number; barsHigh: number }
);

/**
 * Where the codes have room, the way that reads best first: bars beside the square code, then over it, then both with the
 * margin of a low label, so that a larger label takes whatever a smaller one does. Whether bars are narrow enough is asked by `barsIn`.
 */
export function placesIn(size: Size, { square, bars }: { square: Square | null; bars: boolean }, dot: number): Place[] {
  return insidesOf(size).flatMap((room) => {
    if (!square) return [{ way: 'bars', room, barsIn: room.width } as const];
    return [besideIn(size, room, square, dot), bars ? overIn(size, room, square, dot) : null].filter(
      (place) => place !== null,
    );
  });
}

/** What is inside of the label's margins: those of a low label are narrower. */
const insidesOf = ({ width, height }: Size): Room[] =>
  (height < 15_000 ? [1_000] : [1_500, 1_000]).map((pad) => ({
    ...{ x: pad, y: pad, width: width - 2 * pad, height: height - 2 * pad },
  }));

const mostIn = (room: Room): { side: number; module: number } => {
  const most = SQUARES.find(({ from }) => room.height >= from)!;
  return { side: Math.min(most.side, room.width * SQUARE_SHARE), module: most.module };
};

function besideIn(size: Size, room: Room, square: Square, dot: number): Place | null {
  const { symbol } = square;
  const { side, module } = mostIn(room);
  const widest = Math.min(module, room.height / symbol.height);
  const largest = moduleIn(symbol, side, Math.min(side, size.height), { dot, widest });
  if (largest === null) return null;
  const modest = moduleIn(symbol, side, Math.min(side, room.height), { dot, widest: module });
  const barsIn = squareIn(room, square, narrowestOf(dot)).beside.room.width;
  return { way: 'beside', room, square, largest, modest, barsIn };
}

function overIn(size: Size, room: Room, square: Square, dot: number): Place | null {
  const { symbol } = square;
  const { side, module } = mostIn(room);
  const lowest = narrowestOf(dot) * symbol.height + Math.max(GAP, narrowestOf(dot) * symbol.quiet);
  const wished = Math.min(OVER.highest, Math.max(LOWEST_BARS, room.height * OVER.share));
  const barsHigh = Math.min(wished, room.height - lowest);
  if (barsHigh < LOWEST_BARS) return null;
  const under = room.height - barsHigh;
  const widest = Math.min(module, under / (symbol.height + symbol.quiet), (under - GAP) / symbol.height);
  // The quiet zone below it may lie in the label's margin.
  const high = size.height - room.y - barsHigh;
  const largest = moduleIn(symbol, side, Math.min(side, high), { dot, widest });
  return largest === null ? null : { way: 'over', room, square, largest, barsHigh, barsIn: room.width };
}

/** Where bars and words stand. */
export interface Beside {
  room: Room;
  /** What is black to the left of it ends here: 0 is the label's edge. Quiet zones begin there. */
  edge: number;
  /** Of the square code. */
  top: number;
}

/** The square code as high and as far left as it can stand, and what is beside it; `above`: what is black over it ends there. */
export function squareIn(
  room: Room,
  { symbol, text }: Square,
  module: number,
  above = 0,
): { drawn: LabelPart; beside: Beside } {
  const quiet = symbol.quiet * module;
  const [x, y] = [Math.max(room.x, quiet), Math.max(room.y, above + quiet)];
  const edge = x + symbol.width * module;
  const begin = edge + quiet + GAP;
  return {
    drawn: { kind: 'symbol', symbol, text, x, y, unitX: module, unitY: module },
    beside: { room: { ...room, x: begin, width: room.x + room.width - begin }, edge, top: y },
  };
}
