import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '@app/platform';
import { logRequests, MetricsService, servePages } from '@app/platform';
import { ApiDocument } from './api-document.js';

/** What stands outside of `/api/v1`. */
const OUTSIDE_THE_API = ['health/live', 'health/ready', 'metrics', 'api/openapi.json'];

/** The built web app, seen from the built server: `dist/apps/server/src` → `dist/web`. */
export const WEB_FOLDER = join(import.meta.dirname, '../../../web');

/** A scan stands with all its facts in `scan_event`: a line for each would be most of the log, and tell nothing more. */
const QUIET = new Set(['/api/v1/scan-events']);

/** Addresses only: what the API document needs too, where nothing runs. */
export function configureRoutes(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
}

/**
 * Everything that the server, the tests and the benchmark share after `NestFactory.create` (or `createNestApplication`)
 * on `createAdapter(settings)`. Call it before `init` or `listen`.
 * @param webFolder the built web app; `null` serves no pages
 */
export async function configure(
  app: NestFastifyApplication,
  settings: Settings,
  webFolder: string | null = WEB_FOLDER,
): Promise<void> {
  configureRoutes(app);
  const instance = app.getHttpAdapter().getInstance();
  const metrics = app.get(MetricsService);
  logRequests(instance, (answered) => metrics.observe(answered), QUIET);
  app.get(ApiDocument).describe(app);
  if (webFolder !== null) {
    await servePages(instance, { folder: webFolder, https: settings.publicOrigin.startsWith('https:') });
  }
}
