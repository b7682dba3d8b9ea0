import { Logger } from '@nestjs/common';
import { Cluster } from './cluster.js';
import type { Row } from './report.js';
import { table } from './report.js';
import { backupRows } from './rows/backup.js';
import { batchRows } from './rows/batch.js';
import { bootRows } from './rows/boot.js';
import { bulkRows } from './rows/bulk.js';
import { exportRows } from './rows/export.js';
import { handOutRows } from './rows/handout.js';
import { importRows } from './rows/import.js';
import { labelRows } from './rows/labels.js';
import { listRows } from './rows/lists.js';
import { rosterRows } from './rows/rosters.js';
import { openLoopRows, scanRows } from './rows/scan.js';
import { searchRows } from './rows/search.js';
import { stationRows } from './rows/station.js';
import type { Sizes } from './sizes.js';
import { sizes } from './sizes.js';

type Measure = (cluster: Cluster, sizes: Sizes) => Promise<Row[]>;

const MEASURES: Readonly<Record<string, Measure>> = {
  scan: scanRows,
  batch: batchRows,
  peak: openLoopRows,
  handout: handOutRows,
  station: stationRows,
  bulk: bulkRows,
  search: searchRows,
  lists: listRows,
  import: importRows,
  rosters: rosterRows,
  labels: labelRows,
  export: exportRows,
  backup: backupRows,
};
/** Stops the shared server to see the product start it, so it runs alone and last. */
const BOOT = 'boot';

const names = [...Object.keys(MEASURES), BOOT];

async function main(words: readonly string[]): Promise<void> {
  const wanted = words.filter((word) => !word.startsWith('--'));
  const unknown = wanted.filter((word) => !names.includes(word));
  if (unknown.length > 0) throw new Error(`No such benchmark: ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  Logger.overrideLogger(['error', 'fatal']);
  const chosen = wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names;
  const rows = await measured(chosen, sizes());
  if (chosen.includes(BOOT)) rows.push(...(await bootRows(sizes())));
  process.stdout.write(words.includes('--json') ? `${JSON.stringify(rows, null, 2)}\n` : `${table(rows)}\n`);
  if (rows.some(({ ok }) => ok === false)) process.exitCode = 1;
}

async function measured(chosen: readonly string[], size: Sizes): Promise<Row[]> {
  const rows: Row[] = [];
  const todo = chosen.filter((name) => name !== BOOT);
  if (todo.length === 0) return rows;
  const cluster = await Cluster.start();
  try {
    for (const name of todo) {
      process.stderr.write(`${name} …\n`);
      rows.push(...(await MEASURES[name](cluster, size)));
    }
    return rows;
  } finally {
    await cluster.stop();
  }
}

await main(process.argv.slice(2));
