import PgBoss from 'pg-boss';
import type pg from 'pg';
import type { EventCatalogue } from './catalogue.js';
import { queuesOf } from './catalogue.js';

/** pg-boss sends scheduled jobs through a queue of its own. */
const SEND_IT = '__pgboss__send-it';
const RETENTION_MINUTES = 14 * 24 * 60;

/** What the running product may do with the queues: use them, not make them. */
const grants = (role: string): string => `
  GRANT USAGE ON SCHEMA pgboss TO ${role};
  GRANT SELECT ON ALL TABLES IN SCHEMA pgboss TO ${role};
  GRANT INSERT, UPDATE, DELETE ON pgboss.job, pgboss.archive TO ${role};
  GRANT UPDATE ON pgboss.version, pgboss.schedule TO ${role}`;

/**
 * Makes pg-boss's schema, the queues, the schedules and the subscriptions equal to the catalogue. Queues that are no
 * longer listed stay, with the jobs in them. Run by the owner, under migrate's lock.
 * @returns the names of the queues that are new
 */
export async function installQueues(ownerUrl: string, client: pg.Client, catalogue: EventCatalogue): Promise<string[]> {
  const missing = await missingQueues(client, catalogue);
  if (missing === null || missing.length > 0) await makeQueues(ownerUrl, catalogue);
  await setLimits(client, catalogue);
  await setSchedules(client, catalogue);
  await setSubscriptions(client, catalogue);
  return missing ?? [...queuesOf(catalogue).map(({ name }) => name)];
}

export async function grantQueues(client: pg.Client, appRole: string): Promise<void> {
  await client.query(grants(client.escapeIdentifier(appRole)));
}

/** `null`: the schema is missing or of another version. */
async function missingQueues(client: pg.Client, catalogue: EventCatalogue): Promise<string[] | null> {
  const { rows } = await client.query<{ found: boolean }>(`SELECT to_regclass('pgboss.version') IS NOT NULL AS found`);
  if (!rows[0]?.found) return null;
  const version = await client.query<{ version: number }>('SELECT version FROM pgboss.version');
  if (version.rows[0]?.version !== SCHEMA_VERSION) return null;
  const known = await client.query<{ name: string }>('SELECT name FROM pgboss.queue');
  const names = new Set(known.rows.map(({ name }) => name));
  return [SEND_IT, ...queuesOf(catalogue).map(({ name }) => name)].filter((name) => !names.has(name));
}

/** Of pg-boss 10.4.2. */
const SCHEMA_VERSION = 24;

async function makeQueues(ownerUrl: string, catalogue: EventCatalogue): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, migrate: true, supervise: false, schedule: false });
  let failure: unknown;
  boss.on('error', (error) => (failure = error));
  await boss.start();
  try {
    for (const name of [SEND_IT, ...queuesOf(catalogue).map((queue) => queue.name)]) await boss.createQueue(name);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure instanceof Error) throw failure;
}

async function setLimits(client: pg.Client, catalogue: EventCatalogue): Promise<void> {
  await client.query(
    `UPDATE pgboss.queue q SET retry_limit = w.retry_limit, retry_delay = w.retry_delay, retry_backoff = true,
            expire_seconds = w.expire_seconds, retention_minutes = $2, updated_on = now()
     FROM jsonb_to_recordset($1::jsonb) AS w (name text, retry_limit int, retry_delay int, expire_seconds int)
     WHERE q.name = w.name AND (q.retry_limit, q.retry_delay, q.retry_backoff, q.expire_seconds, q.retention_minutes)
       IS DISTINCT FROM (w.retry_limit, w.retry_delay, true, w.expire_seconds, $2)`,
    [
      JSON.stringify(
        queuesOf(catalogue).map((queue) => ({
          name: queue.name,
          retry_limit: queue.retryLimit,
          retry_delay: queue.retryDelaySeconds,
          expire_seconds: queue.expireInSeconds,
        })),
      ),
      RETENTION_MINUTES,
    ],
  );
}

/** The time zone of a schedule that exists is kept: it is the district's. */
async function setSchedules(client: pg.Client, catalogue: EventCatalogue): Promise<void> {
  const scheduled = catalogue.queues.flatMap(({ name, schedule }) => (schedule ? [{ name, ...schedule }] : []));
  await client.query('DELETE FROM pgboss.schedule WHERE name <> ALL ($1)', [scheduled.map(({ name }) => name)]);
  for (const { name, cron, data } of scheduled) {
    await client.query(
      `INSERT INTO pgboss.schedule AS s (name, cron, timezone, data, options)
       VALUES ($1, $2, coalesce((SELECT timezone FROM pgboss.schedule LIMIT 1), 'UTC'), $3, '{}')
       ON CONFLICT (name) DO UPDATE SET cron = excluded.cron, data = excluded.data, updated_on = now()
       WHERE (s.cron, s.data) IS DISTINCT FROM (excluded.cron, excluded.data)`,
      [name, cron, JSON.stringify(data ?? {})],
    );
  }
}

async function setSubscriptions(client: pg.Client, { types, subscriptions }: EventCatalogue): Promise<void> {
  const unknown = subscriptions.find(({ eventType }) => !types.includes(eventType));
  if (unknown) throw new Error(`The queue ${unknown.queue} subscribes to ${unknown.eventType}, which is no event type`);
  const pairs = [subscriptions.map(({ eventType }) => eventType), subscriptions.map(({ queue }) => queue)];
  await client.query(`INSERT INTO event_type (type) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`, [types]);
  await client.query(
    `INSERT INTO event_subscription (event_type, queue) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    pairs,
  );
  await client.query(
    `DELETE FROM event_subscription s WHERE NOT EXISTS (
       SELECT 1 FROM unnest($1::text[], $2::text[]) AS w (event_type, queue)
       WHERE w.event_type = s.event_type AND w.queue = s.queue)`,
    pairs,
  );
  await client.query('DELETE FROM event_type WHERE type <> ALL ($1)', [types]);
}
