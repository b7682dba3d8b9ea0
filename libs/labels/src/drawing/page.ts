import type { Drawn } from '../layout/layout.js';
import type { Cell } from '../stock/stock.js';

/** A place for a label on a page. */
export interface PageCell extends Cell {
  width: number;
  height: number;
  /** From 1, across and then down. */
  place: number;
  /** The label of the run that goes here, from 1; `null`: nothing. */
  position: number | null;
}

/** A page as it is printed and as the preview shows it: micrometres from its left top corner. */
export interface LabelPage {
  width: number;
  height: number;
  cells: PageCell[];
  drawn: Drawn[];
}

/** What a printer does to each position: `x`, `y` in micrometres, `scale` of the true size, 1 for none. */
export interface Adjustment {
  x: number;
  y: number;
  scale: number;
}

export const EXACT: Adjustment = { x: 0, y: 0, scale: 1 };

/** A printer's numbers as they stand in its row. */
export const adjustmentOf = (printer: {
  offsetXTenths: number;
  offsetYTenths: number;
  scalePermille: number;
}): Adjustment => ({
  x: printer.offsetXTenths * 100,
  y: printer.offsetYTenths * 100,
  scale: printer.scalePermille / 1_000,
});
