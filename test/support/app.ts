import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  createAdapter,
  HealthModule,
  HttpModule,
  IdempotencyModule,
  JsonLogger,
  PlatformModule,
  Settings,
} from '@app/platform';
import { ApiDocumentModule } from '../../apps/server/src/api-document.js';
import { AppModule } from '../../apps/server/src/app.module.js';
import { configure } from '../../apps/server/src/configure.js';
import type { TestDatabase } from './database.js';
import { testDatabase } from './database.js';

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** `http://127.0.0.1:port`, of a real socket. */
  readonly url: string;
  /** What the product logged, parsed. */
  readonly log: Record<string, unknown>[];
  /** A service of the product, whichever lib it is of. */
  get<T>(service: abstract new (...args: never[]) => T): T;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Modules of the spec itself, with routes of their own, on the platform alone: without the product's libs and their guards. */
  instead?: Type[];
  /** Settings by name, as in the environment. */
  settings?: Record<string, string>;
  /** The built web app; by default no pages are served. */
  webFolder?: string;
}

/**
 * The whole product on a database of its own, listening on a free port: `beforeAll(async () => (test = await testApp()))`,
 * `afterAll(() => test.close())`. Jobs do not run (`ROLE=web`) unless the settings say so.
 */
export async function testApp({ instead, settings: given = {}, webFolder }: TestAppOptions = {}): Promise<TestApp> {
  const database = await testDatabase();
  const settings = Settings.from({
    PORT: '0',
    PUBLIC_URL: 'http://localhost:3000',
    ROLE: 'web',
    DATABASE_POOL_SIZE: '5',
    SECRET_KEY: 'ab'.repeat(32),
    ...given,
  });
  const log: Record<string, unknown>[] = [];
  const logger = new JsonLogger(settings.LOG_LEVEL, {
    write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>),
  });
  const options = { settings, database: { appUrl: database.appUrl } };
  const platform = [HttpModule, PlatformModule.forRoot(options), HealthModule.forRoot([]), ApiDocumentModule];
  const testing = await Test.createTestingModule({
    imports: instead ? [...platform, ...instead, IdempotencyModule] : [AppModule.forRoot(options)],
  })
    .setLogger(logger)
    .compile();
  const app = testing.createNestApplication<NestFastifyApplication>(await createAdapter(settings), {
    bodyParser: false,
    abortOnError: false,
  });
  await configure(app, settings, webFolder ?? null);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    database,
    url: (await app.getUrl()).replace('[::1]', '127.0.0.1'),
    log,
    get: <T>(service: abstract new (...args: never[]) => T) => app.get<T>(service, { strict: false }),
    close: async () => {
      app.getHttpServer().closeAllConnections();
      await app.close();
      await database.close();
    },
  };
}
