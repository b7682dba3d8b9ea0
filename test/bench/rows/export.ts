import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { FileFormat } from '@app/platform';
import type { Cluster } from '../cluster.js';
import { SCRATCH } from '../cluster.js';
import type { ExportReport } from '../export-child.js';
import type { Row } from '../report.js';
import { beside, within } from '../report.js';
import type { Sizes } from '../sizes.js';
import { median } from '../stats.js';

const CHILD = join(import.meta.dirname, '../export-child.js');
const FORMATS: readonly FileFormat[] = ['csv', 'xlsx'];

const run = promisify(execFile);

/** In a process of its own, so that its memory is its own too. */
async function exportFrom(url: string, format: FileFormat): Promise<ExportReport> {
  const { stdout } = await run(process.execPath, [CHILD], {
    env: {
      ...{ PATH: process.env.PATH ?? '', DATABASE_URL: url, DATA_DIR: SCRATCH, BENCH_FORMAT: format },
      ...{ ROLE: 'web', PUBLIC_URL: 'http://localhost:3000' },
    },
    maxBuffer: 2 ** 24,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as ExportReport;
}

/** What the eight usual columns show, by one statement. */
const SAME = `SELECT d.state, d.asset_tag, m.maker || ' ' || m.name, d.serial, coalesce(p.given_name || ' ' || p.family_name, r.name),
    l.code, d.condition, d.last_seen_at
  FROM device d JOIN model m ON m.id = d.model_id JOIN site h ON h.id = d.home_site_id JOIN site l ON l.id = d.location_site_id
  LEFT JOIN person p ON p.id = d.holder_person_id LEFT JOIN room r ON r.id = d.holder_room_id ORDER BY d.asset_tag, d.id`;

/** Milliseconds of a plain COPY of the same rows. */
async function copied(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const begun = performance.now();
  const stream = client.query(copyTo(`COPY (${SAME}) TO STDOUT (FORMAT csv)`));
  for await (const _chunk of stream);
  const ms = performance.now() - begun;
  await client.end();
  return ms;
}

/** The list of devices as a file, page by page as the page has it. */
export async function exportRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const { appUrl, ownerUrl } = await cluster.volume(sizes.exported);
  const rows: Row[] = [];
  for (const format of FORMATS) {
    const [rates, copies, memory]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < Math.min(3, sizes.rounds); round += 1) {
      const report = await exportFrom(appUrl, format);
      rates.push((report.rows * 1_000) / report.ms);
      copies.push((report.rows * 1_000) / (await copied(ownerUrl)));
      memory.push(report.grownMb);
    }
    const row = `export ${sizes.exported / 1_000} k devices, ${format}`;
    const note = 'eight columns; COPY (SELECT) TO STDOUT of the same';
    rows.push(
      beside({ row, measured: median(rates), limit: median(copies), unit: '/s', note }),
      within({ row: `${row}, memory`, measured: median(memory), unit: 'MB' }, 100),
    );
  }
  return rows;
}
