import type { PrimaryRow } from './row.js';

/** Giving into a cart, and the check of what stands in one: scan the cart in look up, then each device in it. */
export const CART_ROWS: readonly PrimaryRow[] = [
  {
    id: 'O27',
    mode: 'out',
    scanned: ['device'],
    when: ['cartIsFull', 'not withReceiver'],
    class: 'STOP',
    message: 'O27',
    lines: ['line.tag'],
    effects: [],
  },
  {
    id: 'C1',
    mode: 'look',
    scanned: ['room'],
    when: ['isCart'],
    class: 'CONTEXT',
    message: 'C1',
    lines: ['line.room'],
    effects: [],
    context: 'receiver',
  },
  {
    id: 'C2',
    mode: 'look',
    scanned: ['device'],
    when: ['checksCart', 'inThisCart', 'not stolen'],
    class: 'OK',
    message: 'C2',
    lines: ['line.tag', 'line.in-slot'],
    effects: ['see-scanned'],
  },
  {
    id: 'C3',
    mode: 'look',
    scanned: ['device'],
    when: ['checksCart', 'not inThisCart', 'not stolen'],
    class: 'CHECK',
    message: 'C3',
    lines: ['line.tag', 'line.belongs-to'],
    effects: ['see-scanned'],
  },
];
