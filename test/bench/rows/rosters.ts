import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { DatabaseUrls } from '@app/platform';
import { generatedRoster } from '../../support/generated-roster.js';
import type { Cluster } from '../cluster.js';
import { SCRATCH } from '../cluster.js';
import type { Row } from '../report.js';
import { atMost, beside, within } from '../report.js';
import type { RosterReport } from '../roster-child.js';
import type { Sizes } from '../sizes.js';

const CHILD = join(import.meta.dirname, '../roster-child.js');
const EMPTY = 0;
const SCHOOLS = 24;
const LEAVING = 0.6;

const run = promisify(execFile);

/** The schools of the files, and a source that stops at a tenth. */
async function prepare(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(
    `INSERT INTO site (code, name, kind) SELECT 'SCH' || n, 'School ' || n, 'high' FROM generate_series(0, $1 - 1) n`,
    [SCHOOLS],
  );
  await client.query(`INSERT INTO roster_source (code, name) VALUES ('sis', 'Our SIS')`);
  await client.end();
}

/** The packages as folders, made here: the child reads them from the disk and holds nothing of their making. */
async function writtenInto(folder: string, students: number): Promise<void> {
  const { bulk, delta } = generatedRoster({ students, schools: SCHOOLS, lessons: 6, changes: 500 });
  const users = bulk['users.csv'].split('\n').filter((line) => !/^s-\d*[0-5],/.test(line));
  const lay = async (name: string, files: Readonly<Record<string, string>>): Promise<void> => {
    await mkdir(join(folder, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), text);
  };
  await lay('bulk', bulk);
  await lay('delta', delta);
  await lay('shrunk', { ...bulk, 'users.csv': users.join('\n') });
}

/** In a process of its own, so that its memory is its own too. */
async function rosterInto(urls: DatabaseUrls, students: number): Promise<RosterReport> {
  const folder = await mkdtemp(join(SCRATCH, 'roster-'));
  try {
    await writtenInto(folder, students);
    const { stdout } = await run(process.execPath, [CHILD], {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: urls.appUrl, DATA_DIR: folder },
      maxBuffer: 2 ** 24,
    });
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as RosterReport;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The whole of a district, the same again, a file that lost 60 % of the students, a night's changes. */
export async function rosterRows(cluster: Cluster, { students }: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(EMPTY);
  await prepare(urls.ownerUrl);
  await cluster.checkpoint();
  const { bulkMs, againMs, deltaMs, stopped, grownMb } = await rosterInto(urls, students);
  await cluster.drop(urls.name);
  const rows = `roster of ${students / 1_000} k students`;
  const held = stopped.state === 'stopped' && stopped.withdrawn === 0;
  return [
    within({ row: rows, measured: bulkMs / 1_000, unit: 's', note: 'dry run and run' }, 120),
    atMost({ row: `${rows}, again`, measured: againMs / 1_000, limit: bulkMs / 1_000, unit: 's' }, 1),
    within({ row: `${rows}, 500 changes`, measured: deltaMs / 1_000, beside: bulkMs / 1_000, unit: 's' }, 10),
    beside({ row: `${rows}, 60 % fewer`, measured: stopped.leaving, limit: students * LEAVING, unit: '', holds: held }),
    within({ row: `${rows}, memory`, measured: grownMb, unit: 'MB' }, 200),
  ];
}
