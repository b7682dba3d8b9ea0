import { newId } from '@app/kernel';
import pg from 'pg';
import type { Cluster } from '../cluster.js';
import { BenchDesk } from '../desks.js';
import type { HttpClient } from '../http-client.js';
import type { Row } from '../report.js';
import { atMost } from '../report.js';
import { signedIn, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { median } from '../stats.js';
import { clerkOf } from '../volume.js';

const CLASS_SET = 30;
const TIMES = 40;

async function timed(http: HttpClient, request: object, row: string): Promise<number> {
  const body = JSON.stringify(request);
  const begun = performance.now();
  const answer = await http.post('/api/v1/scan-events', body);
  const ms = performance.now() - begun;
  const { row: met } = JSON.parse(answer.body) as { row?: string };
  if (answer.status !== 200 || met !== row) throw new Error(`Expected ${row}, was answered ${answer.body}`);
  return ms;
}

/** A class set handed to a room in one request, beside one scan of the same desk at the same time. */
export async function batchRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.scanned);
  const owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  const server = await startProduct(urls);
  try {
    const desk = new BenchDesk(0, sizes.scanned);
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO room (site_id, code, name) SELECT site_id, 'BENCH-CART', 'Class set' FROM station WHERE id = $1 RETURNING id`,
      [desk.stationId],
    );
    const http = await signedIn(server.url, clerkOf(0));
    const deviceIds = desk.setAside(CLASS_SET);
    const [one, all]: number[][] = [[], []];
    for (let n = 0; n < TIMES; n += 1) {
      const act = desk.next();
      one.push(await timed(http, desk.request(act), act.mode === 'out' ? 'O10' : 'I1'));
      const mode = n % 2 === 0 ? ('out' as const) : ('in' as const);
      const request = desk.request({ ...act, mode, personId: null });
      const context = { ...request.context, batch: true, roomId: mode === 'out' ? rows[0].id : null };
      const batch = { ...request, id: newId(), context, act: { kind: 'batch', deviceIds, toSiteId: null } };
      all.push(await timed(http, batch, 'BATCH'));
    }
    http.close();
    const p50 = { measured: median(all.slice(4)), limit: median(one.slice(4)), unit: 'ms' };
    const note = `p50 of ${TIMES} each, in turn; the other side is one scan`;
    return [atMost({ row: `class set of ${CLASS_SET} in one request`, ...p50, note }, 10)];
  } finally {
    await server.stop();
    await owner.end();
    await cluster.drop(urls.name);
  }
}
