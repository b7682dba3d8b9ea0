import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { MetricsService } from './metrics.service.js';
import { NEEDED_MIGRATIONS, ReadinessService } from './readiness.service.js';

/** `/health/live`, `/health/ready`, `/metrics`. Needs `Settings` and `Database` from the platform. */
@Module({})
export class HealthModule {
  /** @param migrations names of the migrations that this build needs */
  static forRoot(migrations: readonly string[]): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [MetricsService, ReadinessService, { provide: NEEDED_MIGRATIONS, useValue: migrations }],
      exports: [MetricsService, ReadinessService],
    };
  }
}
