import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { Logger } from '@nestjs/common';
import type { RosterRun } from '@app/exchange';
import { packageAt, RosterImporter } from '@app/exchange';
import { Database, Settings, Viewer } from '@app/platform';
import { ADMIN } from './volume.js';

/** Milliseconds of the dry run and the run together. */
export interface RosterReport {
  bulkMs: number;
  againMs: number;
  deltaMs: number;
  /** What the file with 60 % fewer students came to. */
  stopped: { state: string; leaving: number; withdrawn: number };
  /** How much the process grew while it worked. */
  grownMb: number;
}

const MEGABYTE = 2 ** 20;
Logger.overrideLogger(false);
const settings = Settings.from();
const database = await Database.connect(settings.DATABASE_URL!);
const importer = new RosterImporter(database, settings);
const [admin] = await database.read.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [ADMIN]);
const [source] = await database.read.query<{ id: string }>('SELECT id FROM roster_source');
const viewer = new Viewer(admin.id, 'Bench Admin', new Map([['roster:run', 'all' as const]]));

const check = async (name: string): Promise<RosterRun> =>
  importer.check(viewer, source.id, await packageAt(join(settings.DATA_DIR, name)));

async function bring(name: string): Promise<number> {
  const begun = performance.now();
  const run = await check(name);
  const done = run.state === 'checked' ? await importer.run(viewer, run.id) : run;
  if (done.state !== 'done' || done.result?.refuse !== 0) {
    throw new Error(`The roster ended ${done.state}: ${JSON.stringify([done.failure, done.guard, done.result])}`);
  }
  return performance.now() - begun;
}

async function shrunk(): Promise<RosterReport['stopped']> {
  const run = await check('shrunk');
  const [{ withdrawn }] = await database.read.query<{ withdrawn: number }>(
    `SELECT count(*)::int AS withdrawn FROM person WHERE state = 'withdrawn'`,
  );
  return { state: run.state, leaving: run.guard?.leaving ?? 0, withdrawn };
}

const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
const bulkMs = await bring('bulk');
const againMs = await bring('bulk');
const stopped = await shrunk();
const deltaMs = await bring('delta');
clearInterval(watch);
await database.close();
const report: RosterReport = { bulkMs, againMs, deltaMs, stopped, grownMb: (peak - before) / MEGABYTE };
process.stdout.write(`${JSON.stringify(report)}\n`);
