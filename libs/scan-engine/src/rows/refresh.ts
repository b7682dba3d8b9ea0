import type { NoteRow } from './row.js';

/** A device that is due this fiscal year comes back, and does not go out again. */
export const REFRESH_NOTES: readonly NoteRow[] = [
  {
    id: 'I13',
    mode: 'in',
    scanned: ['device'],
    with: ['I1', 'I3', 'I6'],
    when: ['dueForRefresh'],
    class: 'CHECK',
    message: 'I13',
    remark: 'note.I13',
    lines: [],
    effects: [],
  },
];
