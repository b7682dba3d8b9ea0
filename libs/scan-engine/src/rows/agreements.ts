import type { NoteRow, PrimaryRow } from './row.js';

/** Check out: whoever has not signed. Where a site blocks, the person is set and every device refused. */
export const AGREEMENT_ROWS: readonly PrimaryRow[] = [
  {
    id: 'O8',
    mode: 'out',
    scanned: ['device'],
    when: ['receiverAgreementMissing', 'agreementBinds', 'not withReceiver'],
    class: 'STOP',
    message: 'O8.device',
    lines: ['line.tag', 'line.agreement'],
    effects: [],
  },
];

const note = (row: Pick<NoteRow, 'variant' | 'when' | 'class' | 'message' | 'with' | 'remark'>): NoteRow => ({
  ...{ id: 'O8', mode: 'out', scanned: ['person'], lines: ['line.agreement'], effects: [] },
  ...row,
});

export const AGREEMENT_NOTES: readonly NoteRow[] = [
  note({
    variant: 'warn',
    with: ['O1', 'O2', 'O4'],
    when: ['agreementMissing', 'not agreementBinds'],
    class: 'CHECK',
    message: ({ facts }) => (facts.held.length > 0 ? 'O8.out' : 'O8'),
    remark: 'note.O8',
  }),
  note({
    variant: 'block',
    with: ['O1', 'O2'],
    when: ['agreementMissing', 'agreementBinds'],
    class: 'STOP',
    message: 'O8.block',
    remark: 'note.O8',
  }),
];
