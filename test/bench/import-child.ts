import { Readable } from 'node:stream';
import { setInterval } from 'node:timers';
import { Logger } from '@nestjs/common';
import { Importer } from '@app/exchange';
import { Database, Settings, Viewer } from '@app/platform';
import { ADMIN } from './volume.js';

export interface ImportReport {
  firstMs: number;
  againMs: number;
  /** How much the process grew while it worked. */
  grownMb: number;
}

const ROWS = Number(process.env.BENCH_ROWS);
const SITES = 16;
const MEGABYTE = 2 ** 20;

/** As another system exports them. Models and sites are those of the volume. */
function* lines(): Generator<string> {
  yield 'Asset Tag,Serial,Manufacturer,Model,Site,Status,Condition,PO,Vendor,Purchase Date,Cost,Warranty End,Notes\n';
  for (let row = 0; row < ROWS; row += 1) {
    const model = (row * 7) % 39;
    const maker = ['Acer', 'HP', 'Lenovo', 'Dell', 'Asus'][model % 5];
    const name = model % 10 === 9 ? `Latitude ${300 + model}e` : `Chromebook ${300 + model}e`;
    const serial = `9XY${row.toString(36).toUpperCase().padStart(7, '0')}`;
    const site = `S${String(row % SITES).padStart(3, '0')}`;
    const bought = `8/${1 + (row % 28)}/2022,"$${289 + (row % 9)}.50",2026-08-01`;
    yield `${String(5_000_000 + row)},${serial},${maker},${name},${site},,B,PO-${row % 50},CDW,${bought},\n`;
  }
}

/** Whole blocks, as an upload brings them. */
function* blocks(): Generator<Buffer> {
  let block = '';
  for (const line of lines()) {
    block += line;
    if (block.length > 65_536) {
      yield Buffer.from(block);
      block = '';
    }
  }
  yield Buffer.from(block);
}

async function importOnce(importer: Importer, viewer: Viewer): Promise<number> {
  const begun = performance.now();
  const { id } = await importer.upload(viewer, 'devices', { fileName: 'devices.csv', stream: Readable.from(blocks()) });
  const checked = await importer.dryRun(viewer, id);
  const done = await importer.run(viewer, id, ['many-changes']);
  if (checked.state !== 'checked' || done.state !== 'done' || (done.result?.refuse ?? 1) > 0) {
    throw new Error(`The import ended ${done.state}: ${JSON.stringify([checked.failure, done.failure, done.result])}`);
  }
  return performance.now() - begun;
}

Logger.overrideLogger(false);
const settings = Settings.from();
const database = await Database.connect(settings.DATABASE_URL!);
const [admin] = await database.read.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [ADMIN]);
const viewer = new Viewer(admin.id, 'Bench Admin', new Map([['import:run', 'all' as const]]));
const importer = new Importer(database, settings);

const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
const firstMs = await importOnce(importer, viewer);
const againMs = await importOnce(importer, viewer);
clearInterval(watch);
await database.close();
const report: ImportReport = { firstMs, againMs, grownMb: (peak - before) / MEGABYTE };
process.stdout.write(`${JSON.stringify(report)}\n`);
