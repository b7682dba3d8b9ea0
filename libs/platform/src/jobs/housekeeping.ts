import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { forgetOldKeys } from '../database/idempotency.js';
import type { JobHandler } from './job-registry.js';
import { JobRegistry } from './job-registry.js';

/** Every night: idempotency keys that nobody can repeat any more. */
@Injectable()
export class Housekeeping implements JobHandler, OnModuleInit {
  readonly queue = 'platform.housekeeping';

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  async run(): Promise<void> {
    await this.database.transaction(forgetOldKeys, { statementTimeoutMs: 60_000 });
  }
}
