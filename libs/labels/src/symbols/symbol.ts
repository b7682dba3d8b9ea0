export type Symbology = 'code128' | 'qr' | 'datamatrix';

/** How much of a QR code may be lost: L 7, M 15, Q 25, H 30 %. The field's labels have M. */
export type Correction = 'L' | 'M' | 'Q' | 'H';

/** A code as it is drawn: black boxes in whole modules, the quiet zone around it not among them. */
export interface Symbol {
  symbology: Symbology;
  /** Of a QR code. */
  correction?: Correction;
  /** Modules across; a linear code is one module high and drawn as high as there is room. */
  width: number;
  height: number;
  /** Modules that stay white on each side (ISO/IEC 15417: 10, 18004: 4, 16022: 1). */
  quiet: number;
  boxes: readonly (readonly [x: number, y: number, width: number, height: number])[];
}

export type MakeSymbol = (symbology: Symbology, text: string) => Symbol;
