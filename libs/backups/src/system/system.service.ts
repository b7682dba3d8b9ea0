import { Inject, Injectable } from '@nestjs/common';
import { requireEverywhere } from '@app/identity';
import type { Viewer } from '@app/platform';
import {
  Database,
  databaseChecks,
  namesOf,
  productVersion,
  Settings,
  settingsChecks,
  staleFunctions,
  VitalSigns,
} from '@app/platform';
import { backupChecks } from '../schedule/backup-checks.js';
import type { RestoreParts } from '../schedule/proof-worker.js';
import { RESTORE_PARTS } from '../schedule/proof-worker.js';
import type { SystemDto } from './system.dto.js';

/** What runs here, what it lacks, and what `doctor` would say. */
@Injectable()
export class SystemService {
  private readonly startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly vitalSigns: VitalSigns,
    @Inject(RESTORE_PARTS) private readonly parts: RestoreParts,
  ) {}

  /** @throws DistrictWideOnly */
  async state(viewer: Viewer): Promise<SystemDto> {
    requireEverywhere(viewer, 'system:read');
    const db = this.db.read;
    const { plan } = this.parts;
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
      staleFunctions: await staleFunctions(db, plan),
      findings: [
        ...(await settingsChecks(this.settings)),
        ...(await databaseChecks(db, { target, plan })),
        ...(await backupChecks(db, this.settings)),
        ...(await this.vitalSigns.findings()),
      ],
    };
  }

  private async migrations(): Promise<SystemDto['migrations']> {
    const rows = await this.db.read.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    const applied = rows.map(({ name }) => name);
    const known = namesOf(this.parts.plan);
    return {
      applied: applied.length,
      newest: applied.at(-1) ?? null,
      pending: known.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !known.includes(name)),
    };
  }
}
