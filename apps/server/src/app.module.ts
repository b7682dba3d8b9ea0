import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { BackupsModule } from '@app/backups';
import { CirculationModule } from '@app/circulation';
import { DeskModule } from '@app/desk';
import { DirectoryModule } from '@app/directory';
import { ExchangeModule } from '@app/exchange';
import { IdentityModule } from '@app/identity';
import { InventoryModule } from '@app/inventory';
import { LabelsModule } from '@app/labels';
import type { PlatformOptions } from '@app/platform';
import { HealthModule, HttpModule, IdempotencyModule, PlatformModule } from '@app/platform';
import { PrivacyModule } from '@app/privacy';
import { migrations } from '../../../database/migrations/index.js';
import { ApiDocumentModule } from './api-document.js';
import { restoreParts } from './restore-parts.js';

/** The product: nothing but the list of its libs. Guards run in this order: origin, account, idempotency key. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HttpModule,
        PlatformModule.forRoot(options),
        HealthModule.forRoot(migrations.map(({ name }) => name)),
        ApiDocumentModule,
        IdentityModule,
        IdempotencyModule,
        DirectoryModule,
        InventoryModule,
        CirculationModule,
        LabelsModule,
        PrivacyModule,
        ExchangeModule,
        DeskModule,
        BackupsModule.forRoot(restoreParts),
      ],
    };
  }
}
