import { setImmediate as nextTurn } from 'node:timers/promises';

/** Others are answered between two pieces of work. */
const PIECE_MS = 20;

/** Asked between two labels: waits a turn of the event loop when a piece of work is done. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < PIECE_MS) return;
    await nextTurn();
    since = performance.now();
  };
}
