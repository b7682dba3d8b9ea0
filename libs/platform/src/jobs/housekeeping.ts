import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { forgetOldKeys } from '../database/idempotency.js';
import { StoredFiles } from '../files/stored-files.js';
import type { JobHandler } from './job-registry.js';
import { JobRegistry } from './job-registry.js';

/** Longer than any job writes. */
const ORPHAN_MS = 24 * 3_600_000;

/** Every night: idempotency keys that nobody can repeat any more, and bytes whose writer was killed before it recorded them. */
@Injectable()
export class Housekeeping implements JobHandler, OnModuleInit {
  readonly queue = 'platform.housekeeping';
  private readonly logger = new Logger('Housekeeping');

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly files: StoredFiles,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run(): Promise<void> {
    await this.database.transaction(forgetOldKeys, { statementTimeoutMs: 60_000 });
    const swept = await this.files.sweep(this.database.read, new Date(Date.now() - ORPHAN_MS));
    if (swept > 0) this.logger.log({ event: 'files.swept', swept });
  }
}
