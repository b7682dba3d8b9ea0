import type { TableRow } from '@app/platform';
import { ROW_FAULTS } from '@app/platform';

/**
 * The cells that may be kept of a line, and behind them, in one cell more than the header has, why it is refused. Of a line
 * that is not as wide as its header, or has a quotation mark in the wrong place, nobody knows which cell is a password:
 * nothing is kept of it from the first private column on (from 1; undefined: there is none), and nothing at all when what
 * stands in that column may have come into one before it. Blank cells behind the header are no surplus.
 */
export function keptCells(
  { cells, fault, short }: TableRow,
  width: number,
  firstPrivate: number | undefined,
): string[] {
  const code = fault?.code ?? (short && firstPrivate !== undefined ? 'too-few-cells' : undefined);
  if (code === undefined || code === 'cell-too-long') return cells;
  const safe = firstPrivate === undefined ? width : code === 'too-many-cells' ? firstPrivate - 1 : 0;
  return [...Array.from({ length: width }, (_, at) => (at < safe ? cells[at] : '')), code];
}

/** Whether a line cannot be kept as it stands, whatever its columns are. */
export const isAmiss = ({ fault }: TableRow): boolean => fault !== undefined && fault.code !== 'cell-too-long';

/** Why a line of what was kept is refused. */
export function faultOf({ cells, fault }: TableRow, width: number): TableRow['fault'] {
  const code = ROW_FAULTS.find((one) => one === cells[width]);
  return code ? { code, position: 0 } : fault;
}
