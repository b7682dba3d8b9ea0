import type { PrimaryRow } from './row.js';

const refused = (variant: string, when: PrimaryRow['when'], message: PrimaryRow['message']): PrimaryRow => ({
  id: 'DATE-NO',
  variant,
  mode: 'any',
  scanned: ['device'],
  when: ['wouldMove', ...when],
  class: 'STOP',
  message,
  lines: ['line.tag', 'line.drop-date'],
  effects: [],
});

/** A back-dated scan may only follow the device's last move: nothing in the ledger happens before what came before it. */
export const BACK_DATE_ROWS: readonly PrimaryRow[] = [
  refused('not-over', ['dayNotOver'], 'DATE-NO.not-over'),
  refused('too-far', ['tooFarBack'], 'DATE-NO.too-far'),
  refused('moved', ['movedSince'], ({ mode }) => (mode === 'in' ? 'DATE-NO.in' : 'DATE-NO.out')),
];
