import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Settings } from '@app/platform';
import { apiDocument } from './api-document.js';
import { AppModule } from './app.module.js';
import { configureRoutes } from './configure.js';

/** Writes `apps/server/openapi.json` (or, with `--print`, the console) from the built server. Nothing is started: no database, no jobs. */
const app = await NestFactory.create<NestFastifyApplication>(
  AppModule.forRoot({ settings: Settings.from({}), database: { appUrl: 'postgres://nobody@localhost/none' } }),
  new FastifyAdapter(),
  { preview: true, abortOnError: false, logger: false },
);
configureRoutes(app);
const text = `${JSON.stringify(apiDocument(app), null, 2)}\n`;
if (process.argv.includes('--print')) process.stdout.write(text);
else await writeFile(join(import.meta.dirname, '../../../../apps/server/openapi.json'), text);
