import { Inject, Injectable } from '@nestjs/common';
import { requireEverywhere } from '@app/identity';
import type { MigrationPlan, Viewer } from '@app/platform';
import {
  Database,
  databaseChecks,
  namesOf,
  productVersion,
  Settings,
  settingsChecks,
  staleFunctions,
} from '@app/platform';
import { backupChecks } from '../schedule/backup-checks.js';
import type { SystemDto } from './system.dto.js';

/** The migrations and SQL functions of this build; given to `BackupsModule.forRoot`. */
export const MIGRATION_PLAN = Symbol('cubby:migration-plan');

/** What runs here, what it lacks, and what `doctor` would say. */
@Injectable()
export class SystemService {
  private readonly startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    @Inject(MIGRATION_PLAN) private readonly plan: MigrationPlan,
  ) {}

  /** @throws DistrictWideOnly */
  async state(viewer: Viewer): Promise<SystemDto> {
    requireEverywhere(viewer, 'system:read');
    const db = this.db.read;
    const [server] = await db.query<{ postgres: string; databaseBytes: number }>(
      `SELECT current_setting('server_version') AS postgres, pg_database_size(current_database()) AS "databaseBytes"`,
    );
    const target = {
      appUrl: this.settings.DATABASE_URL ?? 'postgres://127.0.0.1',
      embedded: !this.settings.DATABASE_URL,
    };
    return {
      version: productVersion(),
      node: process.versions.node,
      ...server,
      embedded: target.embedded,
      role: this.settings.ROLE,
      startedAt: this.startedAt,
      migrations: await this.migrations(),
      staleFunctions: await staleFunctions(db, this.plan),
      findings: [
        ...(await settingsChecks(this.settings)),
        ...(await databaseChecks(db, { target, plan: this.plan })),
        ...(await backupChecks(db, this.settings)),
      ],
    };
  }

  private async migrations(): Promise<SystemDto['migrations']> {
    const rows = await this.db.read.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    const applied = rows.map(({ name }) => name);
    const known = namesOf(this.plan);
    return {
      applied: applied.length,
      newest: applied.at(-1) ?? null,
      pending: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  }
}
