import { receiptOf, type Receipt } from './receipt.js';
import type { StationState } from './station-state.js';
import type { WordKey } from './words.js';

type Asked = Pick<StationState, 'rows' | 'settings'>;

/** The receipt of whoever was here last, or why there is none. */
export function printable({ rows, settings }: Asked): { receipt: Receipt } | { headline: WordKey; lines: WordKey[] } {
  const receipt = receiptOf(rows);
  if (!receipt) return { headline: 'X10.nothing', lines: [] };
  if (settings.receipts === 'never' || settings.printer === 'none')
    return { headline: 'X10', lines: ['X10.no-printer', 'X10.again'] };
  return { receipt };
}

/** At the end of a person, where printing was proved to ask nothing. */
export const printsByItself = ({ rows, settings }: Asked, personId: string): boolean =>
  settings.receipts === 'always' && settings.printer === 'silent' && receiptOf(rows)?.personId === personId;
