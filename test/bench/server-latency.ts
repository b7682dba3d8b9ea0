import { HttpClient } from './http-client.js';
import type { Child } from './server.js';

/** Scans that the server answered within so many seconds, by the upper bound of each bucket; in order. */
export type Buckets = readonly (readonly [bound: number, count: number])[];

const LINE =
  /^cubby_http_request_seconds_bucket\{le="([^"]+)",method="POST",route="\/api\/v1\/scan-events",.*\} (\d+)$/gm;

export async function scanBuckets({ url }: Child): Promise<Buckets> {
  const client = new HttpClient(url);
  const { body } = await client.get('/metrics');
  client.close();
  const counts = new Map<number, number>();
  for (const [, bound, count] of body.matchAll(LINE)) {
    const upTo = bound === '+Inf' ? Infinity : Number(bound);
    counts.set(upTo, (counts.get(upTo) ?? 0) + Number(count));
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** Milliseconds within which this share of the scans between the two readings was answered: a bucket's bound. */
export function sharedBound(before: Buckets, after: Buckets, share: number): number {
  const earlier = new Map(before);
  const between = after.map(([bound, count]) => [bound, count - (earlier.get(bound) ?? 0)] as const);
  const all = between.at(-1)?.[1] ?? 0;
  return (between.find(([, count]) => count >= share * all)?.[0] ?? Infinity) * 1_000;
}
