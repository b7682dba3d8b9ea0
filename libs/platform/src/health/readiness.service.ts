import type { OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Database, ledgerProtection } from '../database/index.js';
import { VitalSigns } from './vital-signs.js';

/** Names of the migrations that this build needs; given to `HealthModule.forRoot`. */
export const NEEDED_MIGRATIONS = Symbol('cubby:needed-migrations');

export interface Readiness {
  ready: boolean;
  /** Why not: `database-unavailable`, `migrations-pending`, `stopping`. */
  reasons: string[];
  /** What works but should not stay so: `append-only-by-trigger-only`, `backup-failed`, `proof-overdue` and the like. */
  warnings: string[];
}

const PATIENCE_MS = 1_000;
const APPLIED = 'SELECT count(*)::int AS applied FROM migrations WHERE name = ANY ($1)';

/** Whether this process can serve requests now. Being alive is another question: a process without its database lives. */
@Injectable()
export class ReadinessService implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly vitalSigns: VitalSigns,
    @Inject(NEEDED_MIGRATIONS) private readonly needed: readonly string[],
  ) {}

  /** A balancer must hear it before the server stops listening. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  async check(): Promise<Readiness> {
    if (this.stopping) return notReady('stopping');
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<Readiness>((resolve) => {
      timer = setTimeout(() => resolve(notReady('database-unavailable')), PATIENCE_MS);
    });
    try {
      return await Promise.race([tooLong, this.ask()]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(): Promise<Readiness> {
    try {
      const [row] = await this.db.read.query<{ applied: number }>(APPLIED, [this.needed]);
      if ((row?.applied ?? 0) < this.needed.length) return notReady('migrations-pending');
      const weak = (await ledgerProtection(this.db.read)) === 'trigger-only';
      const warnings = await this.vitalSigns.warnings();
      return { ready: true, reasons: [], warnings: [...(weak ? ['append-only-by-trigger-only'] : []), ...warnings] };
    } catch (error) {
      return notReady(isMissingTable(error) ? 'migrations-pending' : 'database-unavailable');
    }
  }
}

const notReady = (reason: string): Readiness => ({ ready: false, reasons: [reason], warnings: [] });

const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: unknown }).code === '42P01';
