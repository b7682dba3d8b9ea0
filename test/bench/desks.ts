import { newId } from '@app/kernel';
import type { ScanMode, ScanRequest } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { random, shuffled } from './stats.js';
import { sitesOf } from './volume.js';

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

/** As `bench_id` of the generator. */
const idOf = (kind: number, n: number): string => `${hex(n, 8)}-0000-7${hex(kind, 3)}-8000-000000000000`;

export interface Handled {
  mode: ScanMode;
  deviceId: string;
  tag: string;
  personId: string | null;
}

/**
 * One desk of a volume: gives devices of its site from stock to people without one, and takes back what is out, in turn.
 * Both come back into the queues behind all others, so that a device is not seen again for as long as possible.
 */
export class BenchDesk {
  readonly stationId: string;
  readonly sessionId = newId();
  private seq = 0;
  private readonly stock: number[] = [];
  private readonly free: number[] = [];
  private readonly out: { device: number; person: number }[] = [];

  constructor(site: number, devices: number) {
    this.stationId = idOf(2, site);
    const sites = sitesOf(devices);
    const people = Math.floor(devices * 0.85);
    const pick = random(site + 1);
    for (let n = site, k = 0; n < devices; n += sites, k += 1) {
      const place = k % 100;
      if (place < 60 && n < people) this.out.push({ device: n, person: n });
      if (place >= 63 && place < 90) this.stock.push(n);
      if (place >= 60 && place < 99 && n < people) this.free.push(n);
    }
    for (const list of [this.stock, this.free, this.out] as unknown[][])
      list.splice(0, list.length, ...shuffled(list, pick));
  }

  /** The next act of this desk; it counts as done. */
  next(): Handled {
    this.seq += 1;
    const device = this.seq % 2 === 1 ? this.stock.shift() : undefined;
    const person = device === undefined ? undefined : this.free.shift();
    if (device !== undefined && person !== undefined) {
      this.out.push({ device, person });
      return { mode: 'out', deviceId: idOf(5, device), tag: tagOf(device), personId: idOf(4, person) };
    }
    const back = this.out.shift();
    if (!back) throw new Error('The volume is too small for this desk');
    this.stock.push(back.device);
    this.free.push(back.person);
    return { mode: 'in', deviceId: idOf(5, back.device), tag: tagOf(back.device), personId: null };
  }

  /** Devices from stock that no act of this desk touches any more. */
  setAside(count: number): string[] {
    return this.stock.splice(-count).map((device) => idOf(5, device));
  }

  request({ mode, tag, personId }: Handled): ScanRequest {
    return {
      id: newId(),
      stationId: this.stationId,
      sessionId: this.sessionId,
      seq: this.seq,
      mode,
      act: { kind: 'code', raw: tag },
      context: { ...EMPTY_CONTEXT, personId },
      occurredAt: new Date().toISOString(),
      source: 'scanner',
    };
  }
}

export const tagOf = (device: number): string => `CB-${String(device).padStart(7, '0')}`;

/** The row that each act of a desk must meet; anything else would be another benchmark. */
const EXPECTED: Partial<Record<ScanMode, string>> = { out: 'O10', in: 'I1' };

export function checkAnswer({ mode, tag }: Handled, answer: { row?: string }): void {
  if (answer.row !== EXPECTED[mode]) throw new Error(`${mode} ${tag} was answered ${JSON.stringify(answer)}`);
}
