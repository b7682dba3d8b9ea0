import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { JobHandler } from '@app/platform';
import { Database, JobRegistry, StoredFiles } from '@app/platform';
import { EXPORTS } from './export-files.js';

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
    const expired = await this.db.read.query<{ id: string; fileId: string }>(
      `SELECT id, file_id AS "fileId" FROM export_run WHERE expires_at <= clock_timestamp() AND purged_at IS NULL`,
    );
    for (const { fileId } of expired) await this.files.discard({ id: fileId, purpose: EXPORTS });
    await this.db.transaction((tx) =>
      tx.execute('UPDATE export_run SET purged_at = clock_timestamp() WHERE id = ANY ($1::uuid[])', [
        expired.map(({ id }) => id),
      ]),
    );
  }
}
