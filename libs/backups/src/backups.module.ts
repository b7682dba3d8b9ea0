import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { IdentityModule } from '@app/identity';
import { BackupsExports } from './exports/backups-exports.js';
import { BackupWorker } from './schedule/backup-worker.js';
import { BackupsController } from './schedule/backups.controller.js';
import { BackupsService } from './schedule/backups.service.js';
import type { RestoreParts } from './schedule/proof-worker.js';
import { ProofWorker, RESTORE_PARTS } from './schedule/proof-worker.js';
import { SystemController } from './system/system.controller.js';
import { SystemService } from './system/system.service.js';

/** Needs `Database`, `Jobs`, `JobRegistry`, `VitalSigns` and `Settings` of the platform's global module. */
@Module({})
export class BackupsModule {
  static forRoot(parts: RestoreParts): DynamicModule {
    return {
      module: BackupsModule,
      imports: [IdentityModule],
      controllers: [BackupsController, SystemController],
      providers: [
        BackupsService,
        BackupsExports,
        BackupWorker,
        ProofWorker,
        SystemService,
        { provide: RESTORE_PARTS, useValue: parts },
      ],
    };
  }
}
