import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, StoredFiles } from '@app/platform';

/** Every night: the bytes of exports whose days are over. That they were made stays on record. */
@Injectable()
export class ExportRetention implements JobHandler, OnModuleInit {
  readonly queue = 'exchange.purge-exports';

  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  /** Safe to repeat: what is marked has no bytes any more. */
  async run(): Promise<void> {
    const retired = await this.db.transaction(async (tx) => {
      const expired = await tx.query<{ fileId: string }>(
        `UPDATE export_run SET purged_at = clock_timestamp() WHERE expires_at <= clock_timestamp() AND purged_at IS NULL RETURNING file_id AS "fileId"`,
      );
      return this.files.retire(
        tx,
        expired.map(({ fileId }) => fileId),
      );
    });
    for (const file of retired) await this.files.discard(file);
  }
}
