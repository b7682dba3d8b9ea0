import type { NoteRow, PrimaryRow } from './row.js';

/** Check out under a chip of the sticky bar. Behind the refusals that every desk knows. */
export const OUT_SUB_MODE_ROWS: readonly PrimaryRow[] = [
  {
    id: 'O23',
    mode: 'out',
    scanned: ['device'],
    when: ['loanersOnly', 'not inPool', 'poolIsStrict', 'not withReceiver'],
    class: 'STOP',
    message: 'O23',
    lines: ['line.pool'],
    effects: [],
  },
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
  {
    id: 'DUE-NO',
    variant: 'too-far',
    mode: 'out',
    scanned: ['device'],
    when: ['hasReceiver', 'not withReceiver', 'dueIsTooFar'],
    class: 'STOP',
    message: 'DUE-NO.too-far',
    lines: ['line.tag', 'line.drop-due'],
    effects: [],
  },
];

export const OUT_SUB_MODE_NOTES: readonly NoteRow[] = [
  {
    id: 'O23',
    variant: 'warn',
    mode: 'out',
    scanned: ['device'],
    with: ['O4', 'O10', 'O13'],
    when: ['loanersOnly', 'not inPool', 'not poolIsStrict'],
    class: 'CHECK',
    message: 'O23.warn',
    remark: 'note.O23',
    lines: [],
    effects: [],
  },
];
