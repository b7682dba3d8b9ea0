import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from './stats.js';

export interface Round {
  /** Operations a second. */
  rate: number;
  count: number;
  p50: number;
  p95: number;
  p99: number;
}

const roundOf = (latencies: readonly number[], ms: number): Round => ({
  rate: (latencies.length * 1_000) / ms,
  count: latencies.length,
  p50: percentile(latencies, 0.5),
  p95: percentile(latencies, 0.95),
  p99: percentile(latencies, 0.99),
});

/** Every client does one operation after the other for so long. */
export async function closedLoop<T>(
  clients: readonly T[],
  ms: number,
  work: (client: T) => Promise<void>,
): Promise<Round> {
  const latencies: number[] = [];
  const begun = performance.now();
  const until = begun + ms;
  await Promise.all(
    clients.map(async (client) => {
      for (let from = performance.now(); from < until; from = performance.now()) {
        await work(client);
        latencies.push(performance.now() - from);
      }
    }),
  );
  return roundOf(latencies, performance.now() - begun);
}

/** So many operations without measuring: until the compiler has seen the hot code often enough. */
export async function warmUp<T>(
  clients: readonly T[],
  count: number,
  work: (client: T) => Promise<void>,
): Promise<void> {
  let left = count;
  await Promise.all(
    clients.map(async (client) => {
      while (left > 0) {
        left -= 1;
        await work(client);
      }
    }),
  );
}

/**
 * So many operations a second, whether or not the earlier ones are answered: clients take turns, and each does its own in
 * order, as a station does. Latency counts from the moment at which the operation was due.
 */
export async function openLoop<T>(
  clients: readonly T[],
  { perSecond, ms }: { perSecond: number; ms: number },
  work: (client: T) => Promise<void>,
): Promise<Round> {
  const latencies: number[] = [];
  const begun = performance.now();
  const lines = clients.map(() => Promise.resolve());
  const count = Math.floor((ms * perSecond) / 1_000);
  for (let n = 0; n < count; n += 1) {
    const due = begun + (n * 1_000) / perSecond;
    await pause(Math.max(0, due - performance.now()));
    const at = n % clients.length;
    lines[at] = lines[at].then(async () => {
      await work(clients[at]);
      latencies.push(performance.now() - due);
    });
  }
  await Promise.all(lines);
  return roundOf(latencies, performance.now() - begun);
}
