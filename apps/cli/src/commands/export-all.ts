import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { exportAll } from '@app/backups';
import type { Exported } from '@app/backups';
import { AccessLog } from '@app/identity';
import { Database, refuseUnfinished, Viewer } from '@app/platform';
import { CommandFailed } from '../support/explain.js';
import { needParent } from '../support/need-parent.js';
import { SAMPLE_DISTRICT } from '../support/sample-district.js';
import { withTarget } from '../support/with-database.js';

interface ExportOptions {
  to: string;
  sample: boolean;
}

/** `cubby export-all`: the district takes everything along, in formats that need no Cubby. */
export const exportAllCommand = (): Command =>
  new Command('export-all')
    .description('Write everything as CSV, JSON and files, with a data dictionary, for another system')
    .option('--to <place>', 'a folder, or the name of the zip', '.')
    .option('--sample', 'of the sample district', false)
    .action((options: ExportOptions) =>
      withTarget(
        async ({ settings, target }) => {
          const path = await placeOf(options.to);
          const database = await Database.connect(target.appUrl, { poolSize: 2, applicationName: 'cubby export' });
          try {
            await refuseUnfinished(database.read);
            const exported = await exportAll(database, path, settings.DATA_DIR);
            await remember(database, exported);
            report(path, exported);
          } finally {
            await database.close();
          }
        },
        options.sample ? SAMPLE_DISTRICT : {},
      ),
    );

async function placeOf(to: string): Promise<string> {
  const found = await stat(to).catch(() => null);
  if (!found) await needParent(to);
  if (found?.isFile()) throw new CommandFailed(`${to} is there already. Name another file.`);
  const name = `cubby-export-${new Date().toISOString().slice(0, 10)}.zip`;
  return found?.isDirectory() || !to.endsWith('.zip') ? join(resolve(to), name) : resolve(to);
}

/** It has every student in it: an entry of the access log like any other export with names. */
const remember = (database: Database, { sha256, tables }: Exported): Promise<void> =>
  database.transaction((tx) =>
    new AccessLog(database).record(tx, {
      viewer: Viewer.system('export-all'),
      action: 'people.exported',
      rowCount: tables.find(({ name }) => name === 'public.person')?.rows ?? 0,
      detail: { list: 'everything', sha256 },
    }),
  );

const count = (value: number): string => value.toLocaleString('en-US');

function report(path: string, { tables, files, filesMissing, bytes, sha256 }: Exported): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${count(tables.length)} tables, ${count(rows)} rows, ${count(files)} files`);
  console.log(`  ${path}, ${(bytes / 2 ** 20).toFixed(1)} MB`);
  console.log(`  SHA-256 ${sha256}`);
  if (filesMissing > 0) console.log(`${count(filesMissing)} files are known but not in DATA_DIR.`);
  console.log('It is not encrypted and has names of students in it. Passwords, keys and sessions are not in it.');
}
