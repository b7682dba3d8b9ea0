import type { PrimaryRow } from './row.js';

/** `/n`: a note on an earlier row. What it says stands in the request alone. */
export const NOTED_ROWS: readonly PrimaryRow[] = [
  {
    id: 'NOTE',
    mode: 'any',
    scanned: ['note'],
    when: ['noteHasRow'],
    class: 'OK',
    message: 'NOTE',
    lines: ['line.tag'],
    effects: ['note'],
  },
  {
    id: 'NOTE-NO',
    mode: 'any',
    scanned: ['note'],
    when: ['not noteHasRow'],
    class: 'STOP',
    message: 'NOTE-NO',
    lines: [],
    effects: [],
  },
];
