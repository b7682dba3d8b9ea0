import type { Symbol, Symbology } from '../symbols/symbol.js';

/** What stands on a label. */
export interface LabelContent {
  /** What the scanner types, and the large words under the bars: a tag, a serial, a number. */
  code: string;
  /** What the QR code says instead, an address; `null`: the code itself. */
  link: string | null;
  /** Smaller words, the most important first: district, site, property, program. */
  lines: readonly string[];
}

/** Which codes a label bears. */
export type Arrangement = 'code128' | 'qr' | 'datamatrix' | 'code128+qr';

export type Drawn =
  | { kind: 'text'; x: number; baseline: number; size: number; weight: 400 | 700; text: string }
  /** Boxes of the symbol from `x`, `y` on, a module `unitX` wide and `unitY` high. */
  | { kind: 'symbol'; symbol: Symbol; text: string; x: number; y: number; unitX: number; unitY: number };

/** One label: lengths in micrometres from its own left top corner. */
export interface LabelLayout {
  drawn: Drawn[];
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
