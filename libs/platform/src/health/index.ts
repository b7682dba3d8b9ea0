export { HealthModule } from './health.module.js';
export { MetricsService } from './metrics.service.js';
export { ReadinessService } from './readiness.service.js';
export type { Readiness } from './readiness.service.js';
export { VitalSigns } from './vital-signs.js';
export type { VitalSign } from './vital-signs.js';
