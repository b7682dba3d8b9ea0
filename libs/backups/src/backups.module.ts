import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { IdentityModule } from '@app/identity';
import type { MigrationPlan } from '@app/platform';
import { BackupWorker } from './schedule/backup-worker.js';
import { BackupsController } from './schedule/backups.controller.js';
import { BackupsService } from './schedule/backups.service.js';
import { SystemController } from './system/system.controller.js';
import { MIGRATION_PLAN, SystemService } from './system/system.service.js';

/** Needs `Database`, `Jobs`, `JobRegistry`, `VitalSigns` and `Settings` of the platform's global module. */
@Module({})
export class BackupsModule {
  static forRoot(plan: MigrationPlan): DynamicModule {
    return {
      module: BackupsModule,
      imports: [IdentityModule],
      controllers: [BackupsController, SystemController],
      providers: [BackupsService, BackupWorker, SystemService, { provide: MIGRATION_PLAN, useValue: plan }],
    };
  }
}
