import type { PrimaryRow, Saying } from './row.js';
import { placeOf } from './site-predicates.js';

const refused = (row: Saying<PrimaryRow, 'when' | 'message'>): PrimaryRow => ({
  id: 'SITE-NO',
  mode: 'any',
  scanned: ['device', 'person', 'room', 'answer'],
  class: 'STOP',
  lines: ['line.tag', 'line.open-site'],
  effects: [],
  ...row,
});

/** Nothing comes to a site, a room or a cart that is closed; the ledger's trigger holds the same. */
export const SITE_ROWS: readonly PrimaryRow[] = [
  refused({ when: ['deskClosed'], message: 'SITE-NO' }),
  refused({
    variant: 'place',
    mode: 'out',
    scanned: ['device', 'room'],
    when: ['placeClosed'],
    message: 'SITE-NO.place',
    lines: ['line.tag'],
  }),
  refused({
    id: 'PLACE-NO',
    mode: 'out',
    scanned: ['device', 'room'],
    when: ['placeShut', 'not placeClosed'],
    message: (scene) => (placeOf(scene)?.cart?.closedRoom ? 'PLACE-NO.room' : 'PLACE-NO'),
    lines: ['line.tag'],
  }),
];
