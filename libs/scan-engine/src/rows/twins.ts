import type { ScanMode } from '../contract.js';
import type { NoteRow } from './row.js';

const note = (mode: ScanMode, rows: readonly string[], lines: NoteRow['lines']): NoteRow => ({
  id: 'O29',
  variant: mode,
  mode,
  scanned: ['person'],
  with: rows,
  when: ['twinHasLoans'],
  class: 'CHECK',
  message: ({ facts, mode: used }) => (used === 'out' && facts.held.length > 0 ? 'O29.out' : 'O29'),
  remark: 'note.O29',
  lines,
  effects: [],
});

/** A late enrolment: the roster has the student now, and the temporary record that took a device is not merged yet. */
export const TWIN_NOTES: readonly NoteRow[] = [
  note('out', ['O1', 'O2', 'O4'], ['line.twin']),
  note('in', ['I14'], ['line.twin']),
  note('look', ['L2'], ['line.twin']),
];
