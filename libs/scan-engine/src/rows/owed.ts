import type { NoteRow, PrimaryRow, Saying } from './row.js';

const answered = (row: Saying<PrimaryRow, 'id' | 'variant' | 'when' | 'class' | 'message' | 'lines'>): PrimaryRow => ({
  mode: 'in',
  scanned: ['answer'],
  effects: [],
  ...row,
});

const brought = (row: Saying<PrimaryRow, 'id' | 'variant' | 'when' | 'class' | 'message' | 'lines'>): PrimaryRow => ({
  mode: 'in',
  scanned: ['device'],
  effects: ['see'],
  ...row,
});

/** Check in: chargers and cases by themselves. Before the other rows of check in, to which a tagged one is in stock already. */
export const OWED_ROWS: readonly PrimaryRow[] = [
  answered({
    id: 'E19',
    variant: 'gone',
    when: ['asks', 'settled'],
    class: 'AGAIN',
    message: 'E19.gone',
    lines: ['line.owed-line'],
  }),
  answered({
    id: 'E19',
    variant: undefined,
    when: ['asksIfCame', 'not settled'],
    class: 'OK',
    message: 'E19',
    lines: ['line.owed-line', 'line.owes-more'],
    effects: ['take-owed'],
    answers: ['owed-lines'],
  }),
  answered({
    id: 'E18',
    variant: 'which',
    when: ['asksWhich', 'not settled'],
    class: 'STOP',
    message: 'E18.which',
    lines: ['line.charger-expected', 'line.charger-fits'],
    answers: ['charger-types'],
  }),
  answered({
    id: 'E18',
    variant: undefined,
    when: ['takesInstead', 'not settled'],
    class: 'CHECK',
    message: 'E18',
    lines: ['line.came', 'line.charger-expected', 'line.owes-more'],
    effects: ['take-instead'],
    answers: ['owed-lines', 'findings-of-return'],
  }),
  answered({
    id: 'E18',
    variant: 'refused',
    when: ['leavesOwed', 'not settled'],
    class: 'CHECK',
    message: 'E18.refused',
    lines: ['line.came', 'line.charger-expected', 'line.accept-other', 'line.charger-uncleared'],
    effects: ['leave-owed'],
    answers: ['findings-of-return', 'accept-other'],
  }),
  brought({
    id: 'E19',
    variant: 'tag',
    when: ['bringsOwed', 'not thisSession'],
    class: 'OK',
    message: 'E19',
    lines: ['line.owed-line'],
    effects: ['settle-owed', 'see'],
  }),
  brought({
    id: 'E18',
    variant: 'tag',
    when: ['bringsSubstitute', 'not thisSession'],
    class: 'CHECK',
    message: 'E18',
    lines: ['line.came', 'line.charger-expected', 'line.undo-substitute'],
    effects: ['settle-owed', 'see'],
  }),
  {
    ...brought({
      id: 'E18',
      variant: 'ask',
      when: ['bringsOther', 'not thisSession'],
      class: 'STOP',
      message: 'E18.ask',
      lines: ['line.came', 'line.charger-expected', 'line.accept-other'],
      answers: ['accept-tagged'],
    }),
    effects: [],
  },
];

export const OWED_NOTES: readonly NoteRow[] = [
  {
    id: 'E18',
    variant: 'out',
    mode: 'out',
    scanned: ['device'],
    with: ['O4', 'O10', 'O13'],
    when: ['unfit'],
    class: 'CHECK',
    message: 'E18.unfit',
    remark: 'note.E18',
    lines: ['line.fit-expected'],
    effects: [],
  },
  {
    id: 'E18',
    variant: 'in',
    mode: 'in',
    scanned: ['device'],
    with: ['I1', 'I3', 'I6'],
    when: ['unfit'],
    class: 'CHECK',
    message: 'E18.unfit',
    remark: 'note.E18',
    lines: ['line.fit-expected', 'line.fit-owed'],
    effects: [],
  },
];
