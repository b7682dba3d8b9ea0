import type { Adjustment, LabelPage } from '../drawing/page.js';
import type { Drawn, Measure } from '../layout/layout.js';
import type { Stock } from '../stock/stock.js';

const MM = 1_000;
/** White that printers leave at the edges of a sheet, and of a label from a roll. */
const UNPRINTED = { sheet: 4 * MM, roll: 1.5 * MM };
/** Between a ruler and the labels beside it. */
const CLEAR = 200;
/** A ruler needs so much white across; in more than `ROOMY` it grows no further. */
const NARROWEST = 2 * MM;
const ROOMY = 4 * MM;
/** A tick is a fifth of a millimetre wide. */
const TICK = 200;
/** Of a ruler's depth: the ticks of a millimetre, of five, of ten. Numbers stand behind the short ones. */
const SHORT = 0.4;
const HALF = 0.7;
/** Of numbers, in points, and how high their digits are, in micrometres to the point. */
const LARGEST = 6;
const DIGIT = 255;

type Along = 'x' | 'y';

/** A box on the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a ruler runs, across its direction. */
export interface Band {
  from: number;
  to: number;
  /** No label is there. */
  white: boolean;
}

const OF = {
  x: { page: 'pageHeight', across: 'y', start: 'top', size: 'labelHeight', pitch: 'pitchY', count: 'rows' },
  y: { page: 'pageWidth', across: 'x', start: 'left', size: 'labelWidth', pitch: 'pitchX', count: 'columns' },
} as const;

/**
 * The white strip that a ruler along an edge runs in: the margin, else the widest between the labels. Where the labels
 * leave none it is a narrow strip of the labels themselves, as near to the edge as printers print.
 */
export function bandOf(along: Along, stock: Stock, adjust: Adjustment): Band {
  const { page, across, start, size, pitch, count } = OF[along];
  const unprinted = UNPRINTED[stock.medium];
  const [first, last] = [unprinted, stock[page] - unprinted];
  const place = (length: number): number => length * adjust.scale + adjust[across];
  const labels = Array.from({ length: stock[count] }, (_, n) => stock[start] + n * stock[pitch]);
  const ends = [first, ...labels.map((label) => place(label + stock[size]) + CLEAR)];
  const starts = [...labels.map((label) => place(label) - CLEAR), last];
  const strips = ends.map((end, n) => ({ from: Math.max(end, first), to: Math.min(starts[n], last) }));
  const wide = ({ from, to }: { from: number; to: number }): number => Math.min(to - from, ROOMY);
  const best = strips.reduce((one, other) => (wide(other) > wide(one) ? other : one));
  if (wide(best) >= NARROWEST) {
    const from = (best.from + best.to - wide(best)) / 2;
    return { from, to: from + wide(best), white: true };
  }
  // Beside the outline that is near there, not across it.
  const edge = place(stock[start]);
  const from = edge > first - CLEAR && edge < first + NARROWEST + CLEAR ? edge + CLEAR : first;
  return { from, to: from + NARROWEST, white: false };
}

/** Ticks that the printer's numbers leave on the page, in millimetres from its edge. */
function ticksOn(extent: number, moved: number, scale: number): number[] {
  return Array.from({ length: Math.floor(extent / MM) + 1 }, (_, mm) => mm).filter((mm) => {
    const place = mm * MM * scale + moved;
    return place >= 0 && place <= extent;
  });
}

/** The millimetres from the edge of the page: what a ruler on the print must show too. `other`: where the other ruler runs. */
function ruler(along: Along, page: LabelPage, band: Band, other: Band, adjust: Adjustment, measure: Measure): Drawn[] {
  const { [along]: moved, scale } = adjust;
  const extent = along === 'x' ? page.width : page.height;
  const depth = band.to - band.from;
  const size = Math.min(LARGEST, (depth * (1 - SHORT) - CLEAR) / DIGIT);
  const length = (mm: number): number => (mm % 10 === 0 ? 1 : mm % 5 === 0 ? HALF : SHORT) * depth;
  const meets = (from: number, to: number): boolean => to > other.from - CLEAR && from < other.to + CLEAR;
  return ticksOn(extent, moved, scale).flatMap((mm): Drawn[] => {
    const place = mm * MM * scale + moved;
    // Where the two cross, the one across the page is drawn.
    if (along === 'y' && meets(place, place)) return [];
    const tick = tickAt(along, place, band.from, length(mm));
    const from = place + TICK + CLEAR / 2;
    const to = from + measure(String(mm), size, 400);
    const numbered = mm % 10 === 0 && mm > 0 && from > 2 * MM && to < extent - 2 * MM;
    if (!numbered || (along === 'y' && meets(from, to))) return [tick];
    return [tick, numberAt(along, String(mm), from, band, size)];
  });
}

function tickAt(along: Along, place: number, from: number, length: number): Drawn {
  return along === 'x'
    ? { kind: 'icon', boxes: [[0, 0, 1, 1]], x: place - TICK / 2, y: from, unitX: TICK, unitY: length }
    : { kind: 'icon', boxes: [[0, 0, 1, 1]], x: from, y: place - TICK / 2, unitX: length, unitY: TICK };
}

/** Behind the short ticks; down the page a number is turned as its ruler is. */
function numberAt(along: Along, text: string, place: number, { from, to }: Band, size: number): Drawn {
  const number = { kind: 'text', text, size, weight: 400 } as const;
  return along === 'x'
    ? { ...number, x: place, baseline: to }
    : { ...number, x: from + SHORT * (to - from) + CLEAR, baseline: place, turned: true };
}

/** The page's rulers and what is to be kept free for their numbers. */
export function rulersOf(
  stock: Stock,
  page: LabelPage,
  adjust: Adjustment,
  measure: Measure,
): { drawn: Drawn[]; numbers: Box[]; across: Band; down: Band } {
  const [across, down] = [bandOf('x', stock, adjust), bandOf('y', stock, adjust)];
  const drawn = [
    ...ruler('x', page, across, down, adjust, measure),
    ...ruler('y', page, down, across, adjust, measure),
  ];
  return {
    drawn,
    numbers: drawn.flatMap((part) => (part.kind === 'text' ? [boxAround(part, measure)] : [])),
    across,
    down,
  };
}

/** White that a number needs to be read. */
function boxAround(part: Extract<Drawn, { kind: 'text' }>, measure: Measure): Box {
  const { x, baseline, size, weight, text, turned } = part;
  const [long, high] = [measure(text, size, weight) + 2 * CLEAR, size * DIGIT + 2 * CLEAR];
  return turned
    ? { x: x - CLEAR, y: baseline - CLEAR, width: high, height: long }
    : { x: x - CLEAR, y: baseline - high + CLEAR, width: long, height: high };
}
