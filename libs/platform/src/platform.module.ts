import type { DynamicModule } from '@nestjs/common';
import { Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from './config/index.js';
import type { DatabaseTarget } from './database/index.js';
import { Database, dataSourceOptions } from './database/index.js';
import { StoredFiles } from './files/index.js';
import { Housekeeping } from './jobs/housekeeping.js';
import { JobRegistry, JobRuns, Jobs, JobWorker } from './jobs/index.js';
import { Outgoing } from './outgoing/index.js';
import { SecretBox } from './secrets/index.js';
import { VitalSigns } from './health/vital-signs.js';
import { ExportLists } from './tabular/index.js';

export interface PlatformOptions {
  settings: Settings;
  /** From `openDatabase`, migrated. */
  database: Pick<DatabaseTarget, 'appUrl'>;
}

/** At start a database that is away is waited for: 10 times 3 s. */
const PATIENCE = { retryAttempts: 10, retryDelay: 3_000 };

/** What every lib may inject without importing anything: settings, the database, jobs, the lists to export, the box for secrets, the way out. */
@Module({})
export class PlatformModule {
  static forRoot({ settings, database }: PlatformOptions): DynamicModule {
    const provided = [
      ...[Database, Jobs, JobRuns, JobRegistry, JobWorker],
      ...[ExportLists, SecretBox, Outgoing, VitalSigns],
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...dataSourceOptions(database.appUrl, {
              poolSize: settings.DATABASE_POOL_SIZE,
              onPoolError: (error) =>
                new Logger('Database').warn({ event: 'database.connection-lost', reason: error.message }),
            }),
            ...PATIENCE,
          }),
        }),
      ],
      providers: [{ provide: Settings, useValue: settings }, ...provided, StoredFiles, Housekeeping],
      exports: [Settings, ...provided],
    };
  }
}
