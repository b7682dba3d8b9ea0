import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { Logger } from '@nestjs/common';
import type { RosterRun } from '@app/exchange';
import { packageAt, RosterImporter } from '@app/exchange';
import { Database, Settings, Viewer } from '@app/platform';
import { generatedRoster } from '../support/generated-roster.js';
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
const students = Number(process.env.BENCH_ROWS);

type Files = Readonly<Record<string, string>>;

/** The packages as folders: what is measured reads them from the disk, and holds no text of ours. */
async function written(folder: string): Promise<Record<'bulk' | 'delta' | 'shrunk', string>> {
  const { bulk, delta } = generatedRoster({
    students,
    schools: Number(process.env.BENCH_SCHOOLS),
    lessons: 6,
    changes: 500,
  });
  const users = bulk['users.csv'].split('\n').filter((line) => !/^s-\d*[0-5],/.test(line));
  const lay = async (name: string, files: Files): Promise<string> => {
    const path = join(folder, name);
    await mkdir(path);
    for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text);
    return path;
  };
  return {
    bulk: await lay('bulk', bulk),
    delta: await lay('delta', delta),
    shrunk: await lay('shrunk', { ...bulk, 'users.csv': users.join('\n') }),
  };
}

Logger.overrideLogger(false);
const settings = Settings.from();
const folder = await mkdtemp(join(settings.DATA_DIR, 'roster-'));
const packages = await written(folder);
const database = await Database.connect(settings.DATABASE_URL!);
const importer = new RosterImporter(database, { DATA_DIR: folder });
const [admin] = await database.read.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [ADMIN]);
const [source] = await database.read.query<{ id: string }>('SELECT id FROM roster_source');
const viewer = new Viewer(admin.id, 'Bench Admin', new Map([['roster:run', 'all' as const]]));

const check = async (path: string): Promise<RosterRun> => importer.check(viewer, source.id, await packageAt(path));

async function bring(path: string): Promise<number> {
  const begun = performance.now();
  const run = await check(path);
  const done = run.state === 'checked' ? await importer.run(viewer, run.id) : run;
  if (done.state !== 'done' || done.result?.refuse !== 0) {
    throw new Error(`The roster ended ${done.state}: ${JSON.stringify([done.failure, done.guard, done.result])}`);
  }
  return performance.now() - begun;
}

async function shrunk(): Promise<RosterReport['stopped']> {
  const run = await check(packages.shrunk);
  const [{ withdrawn }] = await database.read.query<{ withdrawn: number }>(
    `SELECT count(*)::int AS withdrawn FROM person WHERE state = 'withdrawn'`,
  );
  return { state: run.state, leaving: run.guard?.leaving ?? 0, withdrawn };
}

const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
const bulkMs = await bring(packages.bulk);
const againMs = await bring(packages.bulk);
const stopped = await shrunk();
const deltaMs = await bring(packages.delta);
clearInterval(watch);
await database.close();
await rm(folder, { recursive: true, force: true });
const report: RosterReport = { bulkMs, againMs, deltaMs, stopped, grownMb: (peak - before) / MEGABYTE };
process.stdout.write(`${JSON.stringify(report)}\n`);
