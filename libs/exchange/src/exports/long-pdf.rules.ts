import type { PrintedRows } from '@app/platform';
import type { FirstRows } from './exported-rows.js';

/** Pages of a PDF that are made without asking. */
export const LONGEST_UNASKED = 500;
/** A page has more, however high they are. */
const FEWEST_ON_A_PAGE = 6;

export interface PrintedLength {
  rows: number;
  pages: number;
  bytes: number;
}

/** Whether so many rows could come to more pages than are made without asking. */
export const mayBeLong = ({ read, isAll }: Pick<FirstRows, 'isAll'> & { read: { length: number } }): boolean =>
  !isAll || read.length > LONGEST_UNASKED * FEWEST_ON_A_PAGE;

/** About what a list comes to, as of some of its rows. */
export const lengthOf = (rows: number, { aPage, bytes }: PrintedRows): PrintedLength => ({
  rows,
  pages: Math.ceil(rows / aPage),
  bytes: Math.round(rows * bytes),
});
