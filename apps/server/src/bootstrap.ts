import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SetupFacade } from '@app/identity';
import type { JsonLogger, OpenOptions, Settings } from '@app/platform';
import { createAdapter, openDatabase } from '@app/platform';
import { prepare } from '../../../database/migrate.js';
import { AppModule } from './app.module.js';
import { configure } from './configure.js';
import { stopServer } from './stop-server.js';

export interface RunningServer {
  readonly app: NestFastifyApplication;
  /** Where people open it; `null` for a process that only works on jobs. */
  readonly url: string | null;
  /** The one-time code of the first run; `null` once there is an account. */
  readonly setupCode: string | null;
  /** Finishes what is in flight and lets go of everything. May be called more than once. */
  stop(): Promise<void>;
}

/** Database, migrations, Nest, listening: one process of the product. Used by `main.ts` and by `cubby sample --serve`. */
export async function startServer(
  settings: Settings,
  logger: JsonLogger,
  database: OpenOptions = {},
): Promise<RunningServer> {
  const target = await openDatabase(settings, database);
  let app: NestFastifyApplication | undefined;
  try {
    const report = await prepare(target);
    if (report && report.migrations.length > 0) new Logger('migrate').log({ event: 'database.migrated', ...report });
    app = await createApp(settings, target.appUrl, logger);
    await app.init();
    // Before anybody can call: once the server listens, a database that goes away no longer ends the process.
    const setupCode = settings.servesHttp ? await app.get(SetupFacade).newCode() : null;
    const url = settings.servesHttp ? await listen(app, settings) : null;
    const stop = once(() => stopServer(app as NestFastifyApplication, () => target.stop()));
    return { app, url, setupCode, stop };
  } catch (error) {
    await app?.close().catch(() => undefined);
    await target.stop();
    throw error;
  }
}

/** The Nest application on a migrated database, configured but not started. */
export async function createApp(
  settings: Settings,
  appUrl: string,
  logger: JsonLogger,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot({ settings, database: { appUrl } }),
    await createAdapter(settings),
    { logger, bodyParser: false, abortOnError: false, routeConflictPolicy: { duplicate: 'error', shadow: 'error' } },
  );
  await configure(app, settings);
  return app;
}

async function listen(app: NestFastifyApplication, settings: Settings): Promise<string> {
  await app.listen(settings.PORT, settings.HOST);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return settings.PORT === 0 ? `http://localhost:${port}` : settings.publicOrigin;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
