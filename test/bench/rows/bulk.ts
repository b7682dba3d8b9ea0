import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '@app/kernel';
import pg from 'pg';
import type { Cluster } from '../cluster.js';
import type { HttpClient } from '../http-client.js';
import type { Row } from '../report.js';
import { beside } from '../report.js';
import { signedIn, startProduct } from '../server.js';
import type { Sizes } from '../sizes.js';
import { ADMIN, sitesOf } from '../volume.js';

const LOOK_MS = 100;
/** A worker that went on after a cancel would have done many chunks by then. */
const QUIET_MS = 2_000;

/** What a change sets; no device of the volume has the first one. */
const CONDITIONS = { whole: 'F', sql: 'A', parts: 'D' } as const;

interface Run {
  id: string;
  state: string;
  total: number;
  toChange: number;
  changed: number;
  waiting: number;
}

/** Devices of whole sites, by their codes. */
interface Selection {
  query: string;
  codes: readonly string[];
}

class Bulk {
  constructor(
    private readonly http: HttpClient,
    private readonly client: pg.Client,
    private readonly selection: Selection,
  ) {}

  async plan(condition: string): Promise<Run> {
    const action = { kind: 'condition', condition };
    return this.post('', { action, selection: { query: this.selection.query } });
  }

  start = (run: Run): Promise<Run> => this.post(`/${run.id}/start`, { reason: 'Benchmark' });
  cancel = (run: Run): Promise<Run> => this.post(`/${run.id}/cancel`, {});
  resume = (run: Run): Promise<Run> => this.post(`/${run.id}/resume`, {});

  async until({ id }: Run, passes: (run: Run) => boolean): Promise<Run> {
    for (;;) {
      const run = await this.get(id);
      if (passes(run)) return run;
      if (run.state === 'failed') throw new Error(`The run failed: ${JSON.stringify(run)}`);
      await pause(LOOK_MS);
    }
  }

  async get(id: string): Promise<Run> {
    const answer = await this.http.get(`/api/v1/bulk-runs/${id}`);
    if (answer.status !== 200) throw new Error(`A run was answered ${answer.status}: ${answer.body}`);
    return JSON.parse(answer.body) as Run;
  }

  /** Devices of the run that are neither untouched nor changed whole: one entry, their latest, and what it says. */
  async halves({ id }: Run, condition: string): Promise<number> {
    const { rows } = await this.client.query<{ halves: number }>(
      `SELECT count(*)::int AS halves FROM bulk_run_item i JOIN device d ON d.id = i.device_id
       CROSS JOIN LATERAL (SELECT count(*) AS entries, max(seq) AS seq FROM device_event
         WHERE device_id = i.device_id AND evidence ->> 'bulkRunId' = $1::uuid::text) e
       WHERE i.run_id = $1 AND NOT CASE i.outcome
         WHEN 'changed' THEN e.entries = 1 AND e.seq = i.seq AND d.last_seq = i.seq AND d.condition = $2
         ELSE e.entries = 0 AND d.condition <> $2 END`,
      [id, condition],
    );
    return rows[0].halves;
  }

  /** The same devices and the same entry as one statement; milliseconds. */
  async bySql(condition: string): Promise<number> {
    const begun = performance.now();
    await this.client.query(
      `INSERT INTO device_event (device_id, type, occurred_at, site_id, source, after)
       SELECT d.id, 'condition-reported', clock_timestamp(), d.location_site_id, 'bench', jsonb_build_object('condition', $2::text)
       FROM device d WHERE d.home_site_id IN (SELECT id FROM site WHERE code = ANY ($1::text[])) ORDER BY d.id`,
      [this.selection.codes, condition],
    );
    return performance.now() - begun;
  }

  private async post(path: string, body: object): Promise<Run> {
    const answer = await this.http.post(`/api/v1/bulk-runs${path}`, JSON.stringify(body), newId());
    if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${answer.body}`);
    return JSON.parse(answer.body) as Run;
  }
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** From the preview to the end, beside one statement that writes the same entries. */
async function wholeRun(bulk: Bulk): Promise<Row> {
  const begun = performance.now();
  const planned = await bulk.plan(CONDITIONS.whole);
  const started = performance.now();
  await bulk.start(planned);
  const done = await bulk.until(planned, ({ state }) => state === 'done');
  const ms = performance.now() - started;
  const halves = await bulk.halves(done, CONDITIONS.whole);
  const sqlMs = await bulk.bySql(CONDITIONS.sql);
  const count = planned.toChange;
  return beside({
    row: `bulk change of ${count} devices`,
    measured: (count * 1_000) / ms,
    limit: (count * 1_000) / sqlMs,
    unit: '/s',
    holds: count > 0 && count === planned.total && done.changed === count && halves === 0,
    note: `the other side is one statement; preview ${seconds(started - begun)}, run ${seconds(ms)}; ${halves} devices not whole`,
  });
}

/** Cancelled once it has begun; nothing moves any more; resumed, it does the rest. */
async function cancelledRun(bulk: Bulk): Promise<Row> {
  const planned = await bulk.plan(CONDITIONS.parts);
  const begun = performance.now();
  await bulk.start(planned);
  await bulk.until(planned, ({ changed }) => changed > 0);
  const asked = performance.now();
  await bulk.cancel(planned);
  const cancelMs = performance.now() - asked;
  const stopped = await bulk.get(planned.id);
  await pause(QUIET_MS);
  const quiet = await bulk.get(planned.id);
  const halves = await bulk.halves(quiet, CONDITIONS.parts);
  const away = performance.now() - asked - cancelMs;
  await bulk.resume(planned);
  const done = await bulk.until(planned, ({ state }) => state === 'done');
  const ms = performance.now() - begun - away;
  const left = await bulk.halves(done, CONDITIONS.parts);
  const { toChange: count } = planned;
  const stayed = quiet.state === 'cancelled' && quiet.changed === stopped.changed && quiet.waiting > 0;
  return beside({
    row: `bulk change of ${count} devices, cancelled and resumed`,
    measured: (count * 1_000) / ms,
    limit: (stopped.changed * 1_000) / (asked + cancelMs - begun),
    unit: '/s',
    holds: stayed && halves === 0 && done.changed === count && left === 0,
    note:
      `the other side is until the cancel, with the wait for the worker; the cancel took ${cancelMs.toFixed(0)} ms and came after ` +
      `${stopped.changed} devices, ${quiet.changed} after ${seconds(QUIET_MS)} of quiet; ${halves + left} devices not whole`,
  });
}

/** A change of whole sites as the bulk job does it, without and with a cancel in the middle. */
export async function bulkRows(cluster: Cluster, sizes: Sizes): Promise<Row[]> {
  const urls = await cluster.copyOf(sizes.scanned);
  const server = await startProduct(urls);
  const client = new pg.Client({ connectionString: urls.ownerUrl, options: '-c timezone=UTC' });
  await client.connect();
  const http = await signedIn(server.url, ADMIN);
  try {
    const count = Math.ceil((sizes.changed * sitesOf(sizes.scanned)) / sizes.scanned);
    const codes = Array.from({ length: count }, (_, site) => `S${String(site).padStart(3, '0')}`);
    const bulk = new Bulk(http, client, { codes, query: `homeSite=${codes.join(',')}` });
    const whole = await wholeRun(bulk);
    await cluster.checkpoint();
    return [whole, await cancelledRun(bulk)];
  } finally {
    http.close();
    await client.end();
    await server.stop();
    await cluster.drop(urls.name);
  }
}
