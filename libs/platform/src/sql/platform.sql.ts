import type { SqlFunctions } from '../database/sql-functions.js';

/**
 * `platform_publish(type, payload)`: one job for each queue that subscribes to the event, in one statement and in the
 * caller's transaction, so that the news exists if and only if the change does. All jobs of one event share its id.
 * The columns follow pg-boss 10.4.2 (`insertJob` in its plans), with the queue's own limits.
 * An unknown type is an error: pg-boss itself would drop the event in silence.
 */
export const platformSql: SqlFunctions = {
  lib: 'platform',
  order: 10,
  statements: [
    `CREATE OR REPLACE FUNCTION platform_publish(p_type text, p_payload jsonb) RETURNS void
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      v_id uuid := gen_random_uuid();
    BEGIN
      INSERT INTO pgboss.job (id, name, data, start_after, expire_in, keep_until, retry_limit, retry_delay,
                              retry_backoff, dead_letter, policy)
      SELECT v_id, q.name, jsonb_build_object('type', p_type, 'payload', p_payload), now(),
             coalesce(q.expire_seconds, 900) * interval '1 second',
             now() + coalesce(q.retention_minutes, 20160) * interval '1 minute',
             coalesce(q.retry_limit, 2),
             CASE WHEN q.retry_backoff THEN greatest(coalesce(q.retry_delay, 1), 1) ELSE coalesce(q.retry_delay, 0) END,
             coalesce(q.retry_backoff, false), q.dead_letter, q.policy
      FROM event_subscription s
      JOIN pgboss.queue q ON q.name = s.queue
      WHERE s.event_type = p_type;
      IF NOT FOUND THEN
        PERFORM 1 FROM event_type t WHERE t.type = p_type;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'event.unknown-type' USING DETAIL = p_type,
            HINT = 'Add the type to database/events.ts and run migrate';
        END IF;
      END IF;
    END $$`,
  ],
};
