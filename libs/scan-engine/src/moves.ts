import type { Effect } from './contract.js';

/** Devices that a scan took in and handed out. */
export interface Moves {
  in: number;
  out: number;
}

/**
 * What the totals of a session count. A swap and a forced return take one in and hand one out; what is received or found on
 * its way out was not brought back.
 */
export function movesOf(effects: readonly Effect[]): Moves {
  const of = (...kinds: Effect['kind'][]): Set<string> =>
    new Set(
      effects.flatMap((effect) => ('deviceId' in effect && kinds.includes(effect.kind) ? [effect.deviceId] : [])),
    );
  const out = of('check-out');
  const arrived = [...of('receive', 'find')].filter((id) => !out.has(id));
  return { in: new Set([...of('check-in'), ...arrived]).size, out: out.size };
}
