export interface UxTrace {
  sounds: { name: string; at: number }[];
  marks: { name: 'enter' | 'row' | 'result'; id?: string; at: number }[];
}

declare global {
  interface Window {
    /** What the acceptance checks read: every sound and the moments of every scan. Off unless asked for. */
    __ux?: UxTrace;
  }
}

const LIMIT = 5_000;

/** Turned on by `localStorage['cubby.trace'] = '1'` before the page loads; bounded. */
export function startTrace(): void {
  if (localStorage.getItem('cubby.trace') === '1') window.__ux ??= { sounds: [], marks: [] };
}

export function traceSound(name: string): void {
  push(window.__ux?.sounds, { name, at: performance.now() });
}

export function traceMark(name: 'enter' | 'row' | 'result', id?: string, at = performance.now()): void {
  push(window.__ux?.marks, { name, id, at });
}

function push<T>(list: T[] | undefined, item: T): void {
  if (!list) return;
  list.push(item);
  if (list.length > LIMIT) list.splice(0, LIMIT / 2);
}
