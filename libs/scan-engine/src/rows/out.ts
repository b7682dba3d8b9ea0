import type { Scene } from '../scene.js';
import { limitOf } from '../scene.js';
import type { MessageKey } from '../words/en.js';
import type { NoteRow, PrimaryRow, Saying } from './row.js';

/** The number with its kind; "1 of 1" alone is of 1:1. */
const atLimitWords = (scene: Scene): MessageKey => {
  const { person } = scene.receiver;
  if (person && limitOf(scene, person) === 0) return 'O15.none';
  return scene.request.context.loanType === 'one-to-one' ? 'O15' : 'O15.kind';
};

const refused = (row: Saying<PrimaryRow, 'id' | 'when' | 'message'>): PrimaryRow => ({
  mode: 'out',
  scanned: ['device'],
  class: 'STOP',
  lines: ['line.tag'],
  effects: [],
  ...row,
});

/** Check out, a person or a room scanned. */
const OUT_RECEIVERS: readonly PrimaryRow[] = [
  refused({
    id: 'O5',
    scanned: ['person'],
    when: ['withdrawn', 'withdrawnBlocked'],
    message: 'O5',
    lines: ['line.return-first'],
  }),
  {
    id: 'O4',
    mode: 'out',
    scanned: ['person', 'room'],
    when: ['deviceWaiting'],
    class: 'OK',
    message: 'O4',
    lines: [],
    effects: [],
    context: 'hand-over',
  },
  {
    id: 'O3',
    mode: 'out',
    scanned: ['person', 'room'],
    when: ['isReceiver'],
    class: 'AGAIN',
    message: ({ room }) => (room ? 'O3.room' : 'O3'),
    lines: ['line.still-here'],
    effects: [],
  },
  {
    id: 'O2',
    mode: 'out',
    scanned: ['person'],
    when: ['personSet', 'not isReceiver'],
    class: 'CONTEXT',
    message: 'O2',
    lines: ['line.person', 'line.owes', 'line.previous'],
    effects: [],
    context: 'receiver',
  },
  {
    id: 'O1',
    mode: 'out',
    scanned: ['person'],
    when: ['not personSet'],
    class: 'CONTEXT',
    message: 'O1',
    lines: ['line.person', 'line.owes', 'line.previous'],
    effects: [],
    context: 'receiver',
  },
  {
    id: 'O25',
    mode: 'out',
    scanned: ['room'],
    when: [],
    class: 'CONTEXT',
    message: 'O25',
    lines: ['line.room-elsewhere', 'line.cart-elsewhere', 'line.places', 'line.previous'],
    effects: [],
    context: 'receiver',
  },
];

/** Check out, a device scanned. */
const OUT_DEVICES: readonly PrimaryRow[] = [
  refused({ id: 'O20', when: ['stolen'], class: 'ALARM', message: 'O20', lines: ['line.keep'], effects: ['alarm'] }),
  refused({
    id: 'O21',
    when: ['outOfUse'],
    message: 'O21',
    lines: ['line.aside'],
    effects: ['alarm-if-disposed'],
  }),
  refused({ id: 'O17', when: ['inRepair'], message: 'O17', lines: ['line.tag', 'line.technician'] }),
  refused({
    id: 'O17',
    variant: 'damaged',
    when: ['not inRepair', 'damaged'],
    message: 'O17.damaged',
    lines: ['line.tag', 'line.technician'],
  }),
  refused({ id: 'O17', variant: 'legal', when: ['frozen'], message: 'O17.legal' }),
  // Before every refusal that an answer lifts: the reason goes along with those, so it is asked once.
  refused({
    id: 'E23',
    when: ['hasReceiver', 'restricted', 'not withReceiver', 'not reasonGiven'],
    asks: true,
    message: 'E23',
    lines: ['line.tag', 'line.restricted', 'line.type-reason'],
    answers: ['transfer-reasons'],
  }),
  refused({
    id: 'O5',
    variant: 'device',
    when: ['receiverBlocked', 'not withReceiver'],
    message: 'O5.device',
    lines: ['line.tag', 'line.return-first'],
  }),
  refused({
    id: 'O22',
    variant: 'refuse',
    when: ['fromOtherSite', 'not mayTransfer', 'not withReceiver'],
    message: 'O22.refuse',
    lines: ['line.other-site'],
  }),
  refused({
    id: 'O15',
    variant: 'held',
    when: ['atLimit', 'withAnother', 'not mayTakeOver', 'not extraAllowed'],
    message: atLimitWords,
    lines: ['line.has-now', 'line.with-other'],
    answers: ['take-over-swap', 'take-over-extra'],
  }),
  refused({
    id: 'O14',
    when: ['withAnother', 'not mayTakeOver'],
    message: 'O14',
    lines: ['line.given'],
    answers: ['take-over'],
  }),
  refused({
    id: 'O15',
    when: ['atLimit', 'not withReceiver', 'not extraAllowed'],
    message: atLimitWords,
    lines: ['line.tag', 'line.has-now'],
    answers: ['swap-other', 'allow-extra'],
  }),
  {
    id: 'O12',
    mode: 'out',
    scanned: ['device'],
    when: ['withReceiver'],
    class: 'AGAIN',
    message: 'O12',
    lines: ['line.tag'],
    effects: [],
    answers: ['swap-this', 'renew'],
  },
  {
    id: 'O13',
    mode: 'out',
    scanned: ['device'],
    when: ['hasReceiver', 'withAnother', 'mayTakeOver'],
    class: 'CHECK',
    message: 'O13',
    lines: ['line.to', 'line.slot', 'line.goes-with', 'line.due', 'line.paired'],
    effects: ['take-back', 'check-out'],
    context: 'given',
  },
  {
    id: 'O11',
    mode: 'out',
    scanned: ['device'],
    when: ['not hasReceiver', 'canBeGiven'],
    class: 'CONTEXT',
    message: 'O11',
    lines: ['line.waiting', 'line.held-by'],
    effects: [],
    context: 'hold',
  },
  {
    id: 'O10',
    mode: 'out',
    scanned: ['device'],
    when: ['hasReceiver', 'canBeGiven', 'not onLoan'],
    class: 'OK',
    message: 'O10',
    lines: ['line.to', 'line.slot', 'line.goes-with', 'line.due', 'line.paired'],
    effects: ['release', 'check-out'],
    context: 'given',
  },
];

export const OUT_ROWS: readonly PrimaryRow[] = [...OUT_RECEIVERS, ...OUT_DEVICES];

const note = (row: Saying<NoteRow, 'id' | 'with' | 'when' | 'message' | 'remark'>): NoteRow => ({
  mode: 'out',
  scanned: ['device'],
  class: 'CHECK',
  lines: [],
  effects: [],
  ...row,
});

export const OUT_NOTES: readonly NoteRow[] = [
  note({
    id: 'O5',
    variant: 'warn',
    scanned: ['person'],
    with: ['O1', 'O2', 'O4'],
    when: ['withdrawn', 'not withdrawnBlocked'],
    message: ({ facts }) => (facts.held.length > 0 ? 'O5.warn-out' : 'O5.warn'),
    remark: 'note.O5',
  }),
  note({
    id: 'O9',
    scanned: ['person'],
    with: ['O1', 'O2', 'O4'],
    when: ['enrolledElsewhere'],
    message: ({ facts }) => (facts.held.length > 0 ? 'O9.out' : 'O9'),
    remark: 'note.O9',
  }),
  note({
    id: 'O19',
    with: ['O4', 'O10', 'O11'],
    when: ['astray'],
    message: 'O19',
    remark: 'note.O19',
    effects: ['find'],
  }),
  note({
    id: 'O22',
    with: ['O4', 'O10', 'O13'],
    when: ['fromOtherSite', 'mayTransfer'],
    message: 'O22',
    remark: 'note.O22',
    lines: ['line.transfer-reason'],
    effects: ['transfer-in-hand'],
  }),
  note({ id: 'O24', with: ['O4', 'O10', 'O13'], when: ['pastSupport'], message: 'O24', remark: 'note.O24' }),
  note({
    id: 'O26',
    with: ['O4', 'O10', 'O11'],
    when: ['inTransit', 'not onLoan'],
    message: 'O26',
    remark: 'note.O26',
    effects: ['receive'],
  }),
];
