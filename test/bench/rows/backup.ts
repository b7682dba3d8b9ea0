import { execFile } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DatabaseUrls } from '@app/platform';
import type { Cluster } from '../cluster.js';
import { SCRATCH } from '../cluster.js';
import type { Round } from '../load.js';
import { openLoop, warmUp } from '../load.js';
import { lengthenLedger } from '../long-ledger.js';
import type { Row } from '../report.js';
import { beside, within } from '../report.js';
import { startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { sitesOf } from '../volume.js';
import { PEAK_PER_SECOND, scanOverHttp, scansIn, stationsOf } from './scan.js';
import type { Station } from './scan.js';

const CLI = join(import.meta.dirname, '../../../apps/cli/src/main.js');
const FOLDER = join(SCRATCH, 'backups');
const SEGMENT_MS = 5_000;

const run = promisify(execFile);

/** Milliseconds of a command of the product, in a process of its own with a data folder of its own. */
async function cubby(urls: DatabaseUrls, dataDir: string, ...args: string[]): Promise<number> {
  const begun = performance.now();
  await run(process.execPath, [CLI, ...args], {
    env: {
      ...{ PATH: process.env.PATH ?? '', DATABASE_URL: urls.appUrl, DATABASE_OWNER_URL: urls.ownerUrl },
      DATA_DIR: join(FOLDER, dataDir),
    },
    maxBuffer: 2 ** 24,
  });
  return performance.now() - begun;
}

const TABLES = `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND c.relname NOT IN ('migrations', 'sql_function_checksum', 'backup_run', 'backup_proof') ORDER BY 1`;

/** Of these a restore changes rows itself: it ends the sessions, and writes down that it came. */
const RESTORE_WRITES = new Set(['admin_log', 'session']);

async function eachTable(url: string, work: (client: pg.Client, table: string) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(TABLES);
  for (const { name } of rows) await work(client, name);
  await client.end();
}

/** Rows and a sum over them, by a way that backups do not go. */
async function sumsOf(url: string): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  await eachTable(url, async (client, table) => {
    const { rows } = await client.query<{ sum: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${table} t`,
    );
    sums.set(table, rows[0].sum);
  });
  return sums;
}

/** Milliseconds of a bare COPY of every table, into nothing. */
async function copied(url: string): Promise<number> {
  const begun = performance.now();
  await eachTable(url, async (client, table) => {
    for await (const _chunk of client.query(copyTo(`COPY ${table} TO STDOUT`)));
  });
  return performance.now() - begun;
}

/** Scans at the peak of a district until the work is done: five seconds of them after the other. */
async function scansDuring(stations: readonly Station[], work: Promise<unknown>): Promise<Round[]> {
  const rounds: Round[] = [];
  let done = false;
  const ended = work.finally(() => (done = true));
  while (!done) {
    const rate = { perSecond: PEAK_PER_SECOND, ms: SEGMENT_MS };
    rounds.push(
      await openLoop(stations, rate, async (station) => void (await scanOverHttp(station, station.desk.next()))),
    );
  }
  await ended;
  return rounds;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(0)} s`;

/** Taken while desks scan; what it holds is then restored and compared by the product itself. */
async function underScans(urls: DatabaseUrls, sizes: Sizes): Promise<Row> {
  const server = await startProduct(urls);
  try {
    const stations = await stationsOf(server, sizes.exported);
    const scan = async (station: Station): Promise<void> => void (await scanOverHttp(station, station.desk.next()));
    await warmUp(stations, sizes.warmUp / 4, scan);
    const alone = await openLoop(stations, { perSecond: PEAK_PER_SECOND, ms: 2 * SEGMENT_MS }, scan);
    const before = await scansIn(urls);
    const file = join(FOLDER, 'scanned.tar');
    const taking = cubby(urls, 'live', 'backup', '--to', file);
    const rounds = await scansDuring(stations, taking);
    const kept = (await scansIn(urls)) - before;
    for (const { http } of stations) http.close();
    const made = rounds.reduce((sum, { count }) => sum + count, 0);
    const proofMs = await cubby(urls, 'live', 'restore', '--verify', file);
    return within(
      {
        row: 'scan p95 at 45 a second, worst five seconds while a backup is taken',
        ...{ measured: Math.max(...rounds.map(({ p95 }) => p95)), beside: alone.p95, unit: 'ms', holds: kept === made },
        note:
          `beside it ten seconds without one; the backup took ${seconds(await taking)}; ${kept} of ${made} scans are in the ledger; ` +
          `restore --verify of it ${seconds(proofMs)}, every checksum and the ledger right`,
      },
      150,
    );
  } finally {
    await server.stop();
  }
}

/** Nobody scans: taken, restored on another machine, and compared table by table. */
async function elsewhere(cluster: Cluster, urls: DatabaseUrls): Promise<Row[]> {
  const file = join(FOLDER, 'quiet.tar');
  const takenMs = await cubby(urls, 'live', 'backup', '--to', file);
  const copyMs = await copied(urls.ownerUrl);
  const sums = await sumsOf(urls.ownerUrl);
  const target = await cluster.empty();
  try {
    await cluster.checkpoint();
    const restoredMs = await cubby(target, 'elsewhere', 'restore', file);
    const restored = await sumsOf(target.ownerUrl);
    const different = [...sums]
      .filter(([table, sum]) => restored.get(table) !== sum && !RESTORE_WRITES.has(table))
      .map(([table]) => table);
    const rows = [...sums.values()].reduce((sum, text) => sum + Number(text.split(' ')[0]), 0);
    const rate = (ms: number): number => (rows * 1_000) / ms;
    const what = `of ${(Number(sums.get('device_event')!.split(' ')[0]) / 1e6).toFixed(2)} M ledger entries`;
    const size = `${((await stat(file)).size / 2 ** 20).toFixed(0)} MB`;
    return [
      beside({
        row: `backup ${what}`,
        ...{ measured: rate(takenMs), limit: rate(copyMs), unit: 'rows/s' },
        note: `${seconds(takenMs)}, ${size}; the other side is COPY of every table into nothing, ${seconds(copyMs)}`,
      }),
      beside({
        row: `restore ${what}`,
        ...{ measured: rate(restoredMs), limit: rate(takenMs), unit: 'rows/s', holds: different.length === 0 },
        note: `${seconds(restoredMs)} with every checksum and the ledger; the other side is the backup; ${sums.size} tables, different beside ${[...RESTORE_WRITES].join(', ')}: ${different.join(', ') || 'none'}`,
      }),
    ];
  } finally {
    await cluster.drop(target.name);
  }
}

/** A backup of a district after five years: beside its scans, beside COPY, and back from the file. */
export async function backupRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.exported);
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  try {
    await lengthenLedger(urls.ownerUrl, sizes.exported, sitesOf(sizes.exported), sizes.ledger);
    await cluster.checkpoint();
    const scanned = await underScans(urls, sizes);
    return [scanned, ...(await elsewhere(cluster, urls))];
  } finally {
    await cluster.drop(urls.name);
    await rm(FOLDER, { recursive: true, force: true });
  }
}
