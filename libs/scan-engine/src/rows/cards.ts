import type { Scene } from '../scene.js';
import type { MessageKey } from '../words/en.js';
import type { PrimaryRow } from './row.js';

const faultOf = ({ cardFault }: Scene): MessageKey => `CARD-NO.${cardFault ?? 'nothing'}`;

/** A supervisor's card that lifts no refusal. One that does is decided by the row of the scan that was refused. */
export const CARD_ROWS: readonly PrimaryRow[] = [
  {
    id: 'CARD-NO',
    mode: 'any',
    scanned: ['card'],
    when: ['cardDoesNothing'],
    class: 'STOP',
    message: faultOf,
    lines: [],
    effects: [],
  },
  {
    id: 'CARD-NO',
    variant: 'rights',
    mode: 'any',
    scanned: ['device', 'person', 'room'],
    when: ['byCard', 'not cardSuffices'],
    class: 'STOP',
    message: 'CARD-NO.rights',
    lines: ['line.tag'],
    effects: [],
  },
];
