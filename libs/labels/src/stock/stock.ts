/**
 * Where the labels of a sheet or a roll are. Lengths in micrometres (a thousand to the millimetre), from the left and the
 * top of the page; a roll's page is one label.
 */
export interface Stock {
  /** `avery-5160`; of own stock the id of its row. */
  id: string;
  maker: string;
  /** Numbers that stand for the same geometry. */
  parts: readonly string[];
  medium: 'sheet' | 'roll';
  pageWidth: number;
  pageHeight: number;
  columns: number;
  rows: number;
  labelWidth: number;
  labelHeight: number;
  /** Of the first label. */
  left: number;
  top: number;
  /** From one label's left to that of the next, 0 where there is one column. */
  pitchX: number;
  /** From one label's top to that of the next, 0 where there is one row. */
  pitchY: number;
  /** Its labels are read along their height: they are laid out so and printed with a quarter turn clockwise. */
  turned?: boolean;
}

/** A place on the page: its left top corner. */
export interface Cell {
  x: number;
  y: number;
}
