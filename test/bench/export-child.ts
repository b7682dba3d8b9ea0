import { setInterval } from 'node:timers';
import { finished } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CellValue, FileFormat } from '@app/platform';
import { Database, ExportLists, PageQuery, Settings, tableFile, Viewer, wordsIn } from '@app/platform';
import { AppModule } from '../../apps/server/src/app.module.js';
import { ADMIN } from './volume.js';

export interface ExportReport {
  rows: number;
  ms: number;
  /** How much the process grew while it wrote. */
  grownMb: number;
  bytes: number;
}

const MEGABYTE = 2 ** 20;
const ROWS_A_PAGE = 1_000;
const COLUMNS = ['state', 'tag', 'model', 'serial', 'holder', 'site', 'condition', 'seen'];

Logger.overrideLogger(false);
const settings = Settings.from();
const app = await NestFactory.createApplicationContext(
  AppModule.forRoot({ settings, database: { appUrl: settings.DATABASE_URL! } }),
  { logger: false },
);
const [admin] = await app.get(Database).read.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [ADMIN]);
const viewer = new Viewer(
  admin.id,
  'Bench',
  new Map(['device:read', 'person:read'].map((code) => [code, 'all' as const])),
);
const list = app.get(ExportLists).find('devices')!;
const columns = COLUMNS.map((key) => list.columns.find((column) => column.key === key)!);

let rows = 0;
async function* pages(): AsyncGenerator<CellValue[][]> {
  for (let after: string | undefined; ;) {
    const page = await list.page(viewer, Object.assign(new list.query(), { after, limit: ROWS_A_PAGE } as PageQuery));
    rows += page.items.length;
    yield page.items.map((row) => columns.map((column) => column.value(row, 'en')));
    if (page.next === null) return;
    after = page.next;
  }
}

async function written(format: FileFormat): Promise<number> {
  const file = tableFile(
    {
      title: 'Devices',
      columns: columns.map(({ title, kind }) => ({ title: wordsIn(title, 'en'), kind })),
      rows: pages(),
      timeZone: 'America/Los_Angeles',
      language: 'en',
    },
    format,
  );
  let bytes = 0;
  file.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await finished(file);
  return bytes;
}

const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
const begun = performance.now();
const bytes = await written(process.env.BENCH_FORMAT as FileFormat);
const ms = performance.now() - begun;
clearInterval(watch);
await app.close();
const report: ExportReport = { rows, ms, bytes, grownMb: (peak - before) / MEGABYTE };
process.stdout.write(`${JSON.stringify(report)}\n`);
