import { Cluster, DATA_DIR } from '../cluster.js';
import type { Row } from '../report.js';
import { within } from '../report.js';
import { startChild } from '../server.js';
import type { Sizes } from '../sizes.js';
import { median } from '../stats.js';

/** A start of the product on its data folder, the embedded server included, until it says that it is ready. */
export async function bootRows(sizes: Sizes): Promise<Row[]> {
  const cluster = await Cluster.start();
  await cluster.productDatabase();
  await cluster.stop();
  const times: number[] = [];
  for (let boot = 0; boot <= sizes.boots; boot += 1) {
    const server = await startChild({ DATA_DIR });
    await server.stop();
    // The first start reads the program from the disk.
    if (boot > 0) times.push(server.readyAfterMs / 1_000);
  }
  const note = `with its embedded Postgres, the median of ${times.length} starts`;
  return [within({ row: 'boot to ready', measured: median(times), unit: 's', note }, 3)];
}
