import { Injectable } from '@nestjs/common';

/** A number that Prometheus reads; `Infinity` where "never" is the worst. */
export interface VitalSign {
  /** `cubby_…` */
  name: string;
  help: string;
  readonly read: () => Promise<number>;
}

/** What libs know about the health of the installation: warnings of `/health/ready`, rows of `/metrics`. */
@Injectable()
export class VitalSigns {
  private readonly asked: (() => Promise<readonly string[]>)[] = [];
  private readonly signs: VitalSign[] = [];

  /** @param ask what works but should not stay so, in codes: `backup-overdue` */
  warnsOf(ask: () => Promise<readonly string[]>): void {
    this.asked.push(ask);
  }

  measures(...signs: VitalSign[]): void {
    this.signs.push(...signs);
  }

  async warnings(): Promise<string[]> {
    return (await Promise.all(this.asked.map((ask) => ask()))).flat();
  }

  all(): readonly VitalSign[] {
    return this.signs;
  }
}
