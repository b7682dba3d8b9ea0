import type { PrimaryRow } from './row.js';

/** Check out under a chip of the sticky bar. Behind the refusals that every desk knows. */
export const OUT_SUB_MODE_ROWS: readonly PrimaryRow[] = [
  {
    id: 'DUE-NO',
    mode: 'out',
    scanned: ['device'],
    when: ['hasReceiver', 'not withReceiver', 'dueNotKnown'],
    class: 'STOP',
    message: 'DUE-NO',
    lines: ['line.tag', 'line.drop-due'],
    effects: [],
  },
  {
    id: 'DUE-NO',
    variant: 'over',
    mode: 'out',
    scanned: ['device'],
    when: ['hasReceiver', 'not withReceiver', 'dueIsOver'],
    class: 'STOP',
    message: 'DUE-NO.over',
    lines: ['line.tag', 'line.drop-due'],
    effects: [],
  },
];
