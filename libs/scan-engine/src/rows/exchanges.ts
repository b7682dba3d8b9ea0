import type { NoteRow, PrimaryRow } from './row.js';

/** Check out, answers about what somebody has already: `r` lends it on, `s` takes it back for another. */
export const EXCHANGE_ROWS: readonly PrimaryRow[] = [
  {
    id: 'RENEW',
    mode: 'out',
    scanned: ['answer'],
    when: ['answersRenew', 'answerFits', 'mayRenew'],
    class: 'OK',
    message: 'RENEW',
    lines: ['line.tag', 'line.renewed'],
    effects: ['renew'],
  },
  {
    id: 'SWAP',
    mode: 'out',
    scanned: ['answer'],
    when: ['answersExchange', 'answerFits', 'mayExchange'],
    class: 'OK',
    message: 'SWAP',
    lines: ['line.tag', 'line.scan-other'],
    effects: ['check-in'],
  },
];

/** Behind the refusals of the mode. */
export const EXCHANGE_REFUSALS: readonly PrimaryRow[] = [
  {
    ...{ id: 'U5', variant: 'not-renewed', mode: 'out', scanned: ['answer'], class: 'STOP', message: 'U5.no-question' },
    ...{ when: ['answersRenew', 'answerFits', 'not mayRenew'], lines: [], effects: [] },
  },
  {
    ...{ id: 'U5', variant: 'not-swapped', mode: 'out', scanned: ['answer'], class: 'STOP', message: 'U5.swap' },
    ...{ when: ['answersExchange', 'answerFits', 'not mayExchange'], lines: ['line.tag'], effects: [] },
  },
  {
    ...{ id: 'U5', variant: 'not-exchanged', mode: 'out', scanned: ['device'], class: 'STOP', message: 'U5.swap' },
    ...{ when: ['exchanges', 'not canExchange'], lines: ['line.has-now'], effects: [] },
  },
];

export const EXCHANGE_NOTES: readonly NoteRow[] = [
  {
    ...{ id: 'SWAP', variant: 'exchanged', mode: 'out', scanned: ['device'], with: ['O10', 'O13'], class: 'OK' },
    ...{ when: ['exchanges', 'canExchange'], message: 'note.SWAP', remark: 'note.SWAP', lines: [] },
    effects: ['take-other-back'],
  },
];
