import { v5 } from 'uuid';

const NAMESPACE = '6f6c1f8e-4b35-5d0e-9a3c-2d1f0a7b9c11';

/** The same name gives the same id in every sample district. */
export const sampleId = (name: string): string => v5(name, NAMESPACE);

/** A small deterministic generator (mulberry32): the sample is the same every time. */
export class Random {
  constructor(private state: number) {}

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)];
  }

  chance(share: number): boolean {
    return this.next() < share;
  }
}
