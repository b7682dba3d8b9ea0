import type { NoteRow, PrimaryRow } from './row.js';

/** Check in under a chip of the sticky bar, or by somebody who may take back loaners only. */
export const IN_SUB_MODE_ROWS: readonly PrimaryRow[] = [
  {
    id: 'O23',
    variant: 'in',
    mode: 'in',
    scanned: ['device'],
    when: ['helps', 'not inPool'],
    class: 'STOP',
    message: 'O23',
    lines: ['line.pool-in'],
    effects: [],
  },
  {
    id: 'E4',
    mode: 'in',
    scanned: ['answer'],
    when: ['answersSwap', 'answerFits', 'maySwap'],
    class: 'CHECK',
    message: 'E4',
    lines: ['line.swap-other', 'line.swap-this'],
    effects: ['swap-custody'],
  },
];

export const IN_SUB_MODE_NOTES: readonly NoteRow[] = [
  {
    id: 'I2',
    mode: 'in',
    scanned: ['device'],
    with: ['I1', 'I3'],
    when: ['late'],
    class: 'CHECK',
    message: 'I2',
    remark: 'note.I2',
    lines: [],
    effects: [],
  },
];
