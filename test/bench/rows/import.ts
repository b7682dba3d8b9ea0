import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { DatabaseUrls } from '@app/platform';
import type { Cluster } from '../cluster.js';
import { SCRATCH } from '../cluster.js';
import type { ImportReport } from '../import-child.js';
import type { Row } from '../report.js';
import { atLeast, within } from '../report.js';
import type { Sizes } from '../sizes.js';
import { median } from '../stats.js';

const CHILD = join(import.meta.dirname, '../import-child.js');
/** Sites and models alone: what the imported file names. */
const EMPTY = 0;
const SAME_AGAIN_TIMES = 3;

const run = promisify(execFile);

/** Upload, dry run and run in a process of its own, so that its memory is its own too. */
async function importInto(urls: DatabaseUrls, devices: number): Promise<ImportReport> {
  const { stdout } = await run(process.execPath, [CHILD], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: urls.appUrl, BENCH_ROWS: String(devices), DATA_DIR: SCRATCH },
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as ImportReport;
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

interface Copied {
  table: string;
  columns: string;
}

/** What the import writes; identifiers and summaries follow from the ledger's trigger, as they do for the import. */
const COPIED: readonly Copied[] = [
  { table: 'device', columns: 'id, model_id, purchase_order, vendor, purchased_on, cost_cents, warranty_ends_on' },
  { table: 'device_event', columns: 'device_id, type, site_id, source, after, evidence' },
];

/** Milliseconds of a plain COPY of the imported rows into the same tables, with their indexes and triggers. */
async function copyInto(source: DatabaseUrls, target: DatabaseUrls): Promise<number> {
  const from = await connected(source.ownerUrl);
  const to = await connected(target.ownerUrl);
  const texts: Buffer[][] = [];
  for (const { table, columns } of COPIED) texts.push(await copyText(from, table, columns));
  await from.end();
  const begun = performance.now();
  await to.query('BEGIN');
  for (const [n, { table, columns }] of COPIED.entries()) {
    await pipeline(Readable.from(texts[n]), to.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)));
  }
  await to.query('COMMIT');
  const ms = performance.now() - begun;
  await to.end();
  return ms;
}

async function copyText(client: pg.Client, table: string, columns: string): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  const stream = client.query(copyTo(`COPY (SELECT ${columns} FROM ${table} ORDER BY 1) TO STDOUT`));
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return chunks;
}

/** A million rows are long enough to be measured once. */
const ROUNDS_UP_TO = 500_000;

export async function importRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  for (const devices of sizes.imported) {
    const rounds = devices > ROUNDS_UP_TO ? 1 : Math.min(3, sizes.rounds);
    rows.push(...(await importOf(cluster, devices, rounds)));
  }
  return rows;
}

async function importOf(cluster: Cluster, devices: number, rounds: number): Promise<Row[]> {
  const [rates, copies, again, memory]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const imported = await cluster.copyOf(EMPTY);
    const copied = await cluster.copyOf(EMPTY);
    await cluster.checkpoint();
    const report = await importInto(imported, devices);
    await cluster.checkpoint();
    const ms = await copyInto(imported, copied);
    rates.push((devices * 1_000) / report.firstMs);
    copies.push((devices * 1_000) / ms);
    again.push((devices * 1_000) / report.againMs);
    memory.push(report.grownMb);
    await cluster.drop(imported.name);
    await cluster.drop(copied.name);
  }
  const rows = `${devices / 1_000} k devices`;
  const note = 'upload, dry run and run; COPY into device and device_event, whose trigger fills the rest';
  return [
    atLeast({ row: `import ${rows}`, measured: median(rates), limit: median(copies), unit: '/s', note }, 0.6),
    atLeast(
      { row: `import ${rows} again`, measured: median(again), limit: median(rates), unit: '/s' },
      SAME_AGAIN_TIMES,
    ),
    within({ row: `import ${rows}, memory`, measured: median(memory), unit: 'MB' }, 150),
  ];
}
