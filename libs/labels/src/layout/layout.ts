import type { Symbol, Symbology } from '../symbols/symbol.js';

/** What stands on a label. */
export interface LabelContent {
  /** What the scanner types: a tag, a serial, a number. */
  code: string;
  /** The large words under the bars; without them, the code. */
  heading?: string;
  /** What the QR code says instead, an address; `null`: the code itself. */
  link: string | null;
  /** Smaller words, the most important first: district, site, property, program. A blank one keeps its place white. */
  lines: readonly string[];
  /** Of the lines, so many of the first are whole before any other has room: the law asks for them. */
  lawfulFirst?: number;
  /** The first line, the last to be dropped, stands below the others: not every label of the run has it. */
  firstIsLowest?: boolean;
}

/** Which codes a label bears. */
export type Arrangement = 'code128' | 'qr' | 'datamatrix' | 'code128+qr';

/** With a quarter turn clockwise around the point where the part begins. */
interface Turnable {
  turned?: boolean;
}

/** What stands on a label, a printer of labels can draw too. */
export type LabelPart = Turnable &
  (
    | { kind: 'text'; x: number; baseline: number; size: number; weight: 400 | 700; text: string }
    /** Boxes of the symbol from `x`, `y` on, a module `unitX` wide and `unitY` high. */
    | { kind: 'symbol'; symbol: Symbol; text: string; x: number; y: number; unitX: number; unitY: number }
  );

/** What stands on a page. */
export type Drawn =
  | LabelPart
  /** Boxes in cells of `unitX` by `unitY`: a picture, the ticks of a ruler. */
  | { kind: 'icon'; boxes: Symbol['boxes']; x: number; y: number; unitX: number; unitY: number }
  /** A hair wide. */
  | { kind: 'outline'; x: number; y: number; width: number; height: number };

/** One label: lengths in micrometres from its own left top corner. */
export interface LabelLayout {
  drawn: LabelPart[];
  /** Lines that had no room; the preview says so. */
  dropped: string[];
  /** Lines that were cut to fit. */
  cut: string[];
}

/** Why a code is not on the label, and what would help. */
export interface NoRoom {
  noRoom: string;
  symbology: Symbology;
}

/** How wide a text of a size and weight is, in micrometres. */
export type Measure = (text: string, size: number, weight: 400 | 700) => number;
