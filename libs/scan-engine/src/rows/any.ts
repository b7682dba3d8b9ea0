import type { NoteRow, PrimaryRow } from './row.js';

const RECORD = ['device', 'person', 'room'] as const;

/** Rows that stand before those of the modes. */
export const ANY_ROWS: readonly PrimaryRow[] = [
  {
    id: 'UNDO-NO',
    mode: 'any',
    scanned: ['undo'],
    when: ['nothingToUndo'],
    class: 'STOP',
    message: 'UNDO-NO.nothing',
    lines: [],
    effects: [],
  },
  {
    id: 'UNDO',
    mode: 'any',
    scanned: ['undo'],
    when: ['not nothingToUndo'],
    class: 'OK',
    message: 'UNDO',
    lines: ['line.tag'],
    effects: ['reverse'],
  },
  {
    id: 'A1',
    mode: 'any',
    scanned: ['several'],
    when: [],
    class: 'STOP',
    message: 'A1',
    lines: ['line.code'],
    effects: [],
  },
  {
    id: 'X5',
    mode: 'any',
    scanned: [...RECORD, 'answer'],
    when: ['not mayUseMode'],
    class: 'STOP',
    message: 'X5',
    lines: [],
    effects: [],
  },
  {
    id: 'X5',
    variant: 'extra',
    mode: 'any',
    scanned: ['device'],
    when: ['answersExtra', 'not mayAllowExtra'],
    class: 'STOP',
    message: 'X5',
    lines: [],
    effects: [],
  },
  {
    id: 'X6',
    mode: 'out',
    scanned: ['device'],
    when: ['withAnother', 'givenJustNowElsewhere', 'not takenOver'],
    class: 'STOP',
    message: 'X6',
    lines: ['line.tag'],
    effects: [],
    answers: ['take-over'],
  },
  {
    id: 'D2',
    variant: 'waiting',
    mode: 'out',
    scanned: ['device'],
    when: ['not hasReceiver', 'waitingAlready'],
    class: 'AGAIN',
    message: 'D2.waiting',
    lines: ['line.tag'],
    effects: ['see'],
  },
  {
    id: 'D2',
    variant: 'out',
    mode: 'out',
    scanned: ['device'],
    when: ['withReceiver', 'thisSession'],
    class: 'AGAIN',
    message: 'D2.out',
    lines: ['line.code-age'],
    effects: ['see'],
  },
  {
    id: 'D2',
    variant: 'in',
    mode: 'in',
    scanned: ['device'],
    when: ['inStock', 'not onLoan', 'thisSession'],
    class: 'AGAIN',
    message: 'D2.in',
    lines: ['line.code-age'],
    effects: ['see'],
  },
  {
    id: 'D2',
    variant: 'sent',
    mode: 'in',
    scanned: ['device'],
    when: ['inTransit', 'not onLoan', 'leftFromHere', 'thisSession'],
    class: 'AGAIN',
    message: 'D2.sent',
    lines: ['line.code-age'],
    effects: ['see'],
  },
];

/** Codes that found nothing, answers to nothing, and records that have no row in the mode: after the rows of the modes. */
export const LAST_ROWS: readonly PrimaryRow[] = [
  unknown('U4', ['webLink'], 'U4'),
  { ...unknown('U4', ['productCode'], 'U4.product'), variant: 'product' },
  unknown('U5', ['tooShort'], 'U5'),
  { ...unknown('U5', ['strayAnswer'], 'U5.no-question'), variant: 'stray' },
  { ...unknown('U6', ['unreadable'], 'U6'), lines: ['line.code', 'line.layout'] },
  {
    ...unknown('U2', ['couldBeDevice', 'mayRegister'], 'U2'),
    lines: ['line.code', 'line.did-you-mean'],
    answers: ['quick-add'],
  },
  { ...unknown('U1', [], 'U1'), lines: ['line.code', 'line.did-you-mean'] },
  {
    ...unknown('U5', ['personChanged'], 'U5.person-changed'),
    variant: 'person-changed',
    scanned: ['answer'],
    lines: ['line.rescan'],
  },
  { ...unknown('U5', ['not answerFits'], 'U5.no-question'), variant: 'no-question', scanned: ['answer'], lines: [] },
  {
    id: 'L4',
    mode: 'any',
    scanned: ['device', 'room'],
    when: [],
    class: 'CONTEXT',
    message: ({ device }) => (device ? 'L4.device' : 'L4.room'),
    lines: ['line.device', 'line.room'],
    effects: [],
  },
  elsewhere('D1', 'AGAIN', 'D1'),
  elsewhere('UNDO-NO', 'STOP', 'UNDO-NO'),
  elsewhere('X3', 'SAVED', 'X3'),
  elsewhere('X4', 'SAVED', 'X4'),
  elsewhere('X8', 'STOP', 'X8'),
];

export const ANY_NOTES: readonly NoteRow[] = [
  {
    id: 'D3',
    variant: 'out',
    mode: 'out',
    scanned: ['device'],
    with: ['O4', 'O10'],
    when: ['checkedInJustNow'],
    class: 'CHECK',
    message: 'D3.out',
    remark: 'note.D3.out',
    lines: [],
    effects: [],
  },
  {
    id: 'D3',
    variant: 'in',
    mode: 'in',
    scanned: ['device'],
    with: ['I1', 'I3'],
    when: ['checkedOutJustNow'],
    class: 'CHECK',
    message: 'D3.in',
    remark: 'note.D3.in',
    lines: [],
    effects: [],
  },
];

function unknown(id: string, when: PrimaryRow['when'], message: PrimaryRow['message']): PrimaryRow {
  return { id, mode: 'any', scanned: ['unknown'], when, class: 'STOP', message, lines: ['line.code'], effects: [] };
}

/** Only its words are used, by the station or by the server. */
function elsewhere(id: string, outcome: PrimaryRow['class'], message: PrimaryRow['message']): PrimaryRow {
  return {
    id,
    variant: 'words',
    mode: 'any',
    scanned: ['unknown'],
    when: ['decidedElsewhere'],
    class: outcome,
    message,
    lines: [],
    effects: [],
  };
}
