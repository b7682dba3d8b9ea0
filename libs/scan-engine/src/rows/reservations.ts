import type { Scene } from '../scene.js';
import type { MessageKey } from '../words/en.js';
import { reservedForOther } from './reservation-predicates.js';
import type { NoteRow, PrimaryRow } from './row.js';

const whose =
  (other: MessageKey, own: MessageKey) =>
  (scene: Scene): MessageKey =>
    reservedForOther(scene) ? other : own;

/** Check out: pre-assigned devices. They stand behind O14 and O15, so whoever answers this row has answered those. */
export const RESERVATION_ROWS: readonly PrimaryRow[] = [
  {
    id: 'O16',
    mode: 'out',
    scanned: ['device'],
    when: ['hasReceiver', 'reservedOtherwise', 'reservationBinds', 'not withReceiver'],
    class: 'STOP',
    message: whose('O16', 'O16.own'),
    lines: ['line.tag', 'line.reserved-tags'],
    effects: [],
    answers: ['give-anyway'],
  },
];

export const RESERVATION_NOTES: readonly NoteRow[] = [
  {
    id: 'O16',
    variant: 'warn',
    mode: 'out',
    scanned: ['device'],
    with: ['O4', 'O10', 'O13'],
    when: ['reservedOtherwise', 'not reservationBinds'],
    class: 'CHECK',
    message: whose('O16.warn', 'O16.warn-own'),
    remark: 'note.O16',
    lines: ['line.reserved-tags'],
    effects: [],
  },
  {
    id: 'O16',
    variant: 'unready',
    mode: 'out',
    scanned: ['device'],
    with: ['O4', 'O10', 'O13'],
    when: ['reservedUnready'],
    class: 'CHECK',
    message: 'O16.unready',
    remark: 'note.O16.unready',
    lines: ['line.unready-state', 'line.unready-held', 'line.unready-out'],
    effects: [],
  },
  {
    id: 'I12',
    mode: 'in',
    scanned: ['device'],
    with: ['I1', 'I3', 'I6'],
    when: ['reservedNext'],
    class: 'CHECK',
    message: 'I12',
    remark: 'note.I12',
    lines: [],
    effects: [],
  },
];
