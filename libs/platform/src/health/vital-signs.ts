import { Injectable } from '@nestjs/common';
import type { Finding } from '../diagnosis/finding.js';

/** A number that Prometheus reads; `Infinity` where "never" is the worst. */
export interface VitalSign {
  /** `cubby_…` */
  name: string;
  help: string;
  readonly read: () => Promise<number>;
}

/** What libs know about the health of the installation: warnings of `/health/ready`, rows of `/metrics`, findings of the system page. */
@Injectable()
export class VitalSigns {
  private readonly asked: (() => Promise<readonly string[]>)[] = [];
  private readonly found: (() => Promise<readonly Finding[]>)[] = [];
  private readonly signs: VitalSign[] = [];

  /** @param ask what works but should not stay so, in codes: `backup-overdue` */
  warnsOf(ask: () => Promise<readonly string[]>): void {
    this.asked.push(ask);
  }

  /** @param look what `doctor` would say, for the system page */
  finds(look: () => Promise<readonly Finding[]>): void {
    this.found.push(look);
  }

  measures(...signs: VitalSign[]): void {
    this.signs.push(...signs);
  }

  async warnings(): Promise<string[]> {
    return (await Promise.all(this.asked.map((ask) => ask()))).flat();
  }

  async findings(): Promise<Finding[]> {
    return (await Promise.all(this.found.map((look) => look()))).flat();
  }

  all(): readonly VitalSign[] {
    return this.signs;
  }
}
