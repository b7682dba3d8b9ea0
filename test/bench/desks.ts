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

/** Of several desks at one site: the nth of so many, counted from 0. */
export interface Share {
  nth: number;
  of: number;
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

  constructor(site: number, devices: number, { nth, of }: Share = { nth: 0, of: 1 }) {
    const sites = sitesOf(devices);
    this.stationId = idOf(2, site + nth * sites);
    const people = Math.floor(devices * 0.85);
    const pick = random(site + 1);
    for (let n = site, k = 0; n < devices; n += sites, k += 1) {
      if (k % of !== nth) continue;
      const place = k % 100;
      if (place >= 4 && place < 60 && n < people) this.out.push({ device: n, person: n });
      if (place >= 63 && place < 90) this.stock.push(n);
      if (place >= 60 && place < 99 && n < people) this.free.push(n);
    }
    for (const list of [this.stock, this.free, this.out] as unknown[][])
      list.splice(0, list.length, ...shuffled(list, pick));
  }

  /** The next act of this desk; it counts as done. */
  next(): Handled {
    this.seq += 1;
    return (this.seq % 2 === 1 && this.giveOut()) || this.takeBack();
  }

  /** `null`: nothing is in stock, or nobody waits. */
  giveOut(): (Handled & { mode: 'out'; personId: string }) | null {
    if (this.stock.length === 0 || this.free.length === 0) return null;
    const [device, person] = [this.stock.shift()!, this.free.shift()!];
    this.out.push({ device, person });
    return { mode: 'out', deviceId: idOf(5, device), tag: tagOf(device), personId: idOf(4, person) };
  }

  takeBack(): Handled {
    const back = this.out.shift();
    if (!back) throw new Error('The volume is too small for this desk');
    this.stock.push(back.device);
    this.free.push(back.person);
    return { mode: 'in', deviceId: idOf(5, back.device), tag: tagOf(back.device), personId: null };
  }

  /** Of the devices that are out, and of those in stock; the desk does not know that they are used. */
  tags(): { out: string[]; stock: string[] } {
    return { out: this.out.map(({ device }) => tagOf(device)), stock: this.stock.map(tagOf) };
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

/** What a student's card says, as the generator has it. */
export const numberOf = (personId: string): string =>
  String(1_000_000 + ((parseInt(personId.slice(0, 8), 16) * 7919) % 8_999_993));

export const tagOf = (device: number): string => `CB-${String(device).padStart(7, '0')}`;

/** The row that each act of a desk must meet; anything else would be another benchmark. */
const EXPECTED: Partial<Record<ScanMode, string>> = { out: 'O10', in: 'I1' };

export function checkAnswer({ mode, tag }: Handled, answer: { row?: string }): void {
  if (answer.row !== EXPECTED[mode]) throw new Error(`${mode} ${tag} was answered ${JSON.stringify(answer)}`);
}
