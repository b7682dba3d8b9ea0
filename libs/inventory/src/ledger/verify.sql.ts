import { inHand, NEVER_SEEN } from '../sql/seen.sql.js';

/** The text of `inventory_event_hash`, inline: a function call for each of a million entries costs more than the hash. */
const HASH = `sha256(convert_to(jsonb_build_array(
    e.device_id, e.seq, e.type, (extract(epoch FROM e.occurred_at) * 1000000)::bigint, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
    e.account_id, e.station_id, e.site_id, e.scan_id, e.source, e.before, e.after, e.evidence, e.reverses_seq, encode(e.prev_hash, 'hex')
  )::text, 'UTF8'))`;

/** The facts of a device before its first entry. */
const NOTHING = `inventory_summary_of(NULL::device) || '{"holds": []}'`;

/** Id of the last of the next `$2` devices after `$1`; no row: there are none. */
export const CHUNK_END = `SELECT max(id) AS "end", count(*) AS devices
  FROM (SELECT id::text COLLATE "C" AS id FROM device WHERE $1::uuid IS NULL OR id > $1::uuid ORDER BY device.id LIMIT $2) AS c`;

/**
 * What is wrong with the devices after `$1` up to `$2`, in one statement, so that scans in between cannot disturb it:
 * every hash computed again, each link to the entry before, no gap, and the device as the fold of its entries.
 */
export const FINDINGS = `
WITH e AS MATERIALIZED (
  SELECT e.device_id, e.seq, e.occurred_at, e.before, e.after, e.prev_hash, e.hash, ${HASH} AS computed, ${inHand('e')} AS in_hand,
    lag(e.hash) OVER w AS earlier_hash, lag(e.seq, 1, 0) OVER w AS earlier_seq,
    e.reverses_seq IS NULL AND NOT EXISTS (SELECT 1 FROM device_event r WHERE r.device_id = e.device_id AND r.reverses_seq = e.seq) AS stands
  FROM device_event e WHERE ($1::uuid IS NULL OR e.device_id > $1::uuid) AND e.device_id <= $2::uuid
  WINDOW w AS (PARTITION BY e.device_id ORDER BY e.seq)
), head AS (
  SELECT device_id, max(seq) AS seq, (array_agg(hash ORDER BY seq DESC))[1] AS hash,
    max(occurred_at) AS at, max(occurred_at) FILTER (WHERE stands AND in_hand) AS seen_at,
    (array_agg(occurred_at ORDER BY seq DESC) FILTER (WHERE stands AND after -> 'state' IS DISTINCT FROM before -> 'state'))[1] AS state_at,
    ${NOTHING} || inventory_fold(after ORDER BY seq) AS facts
  FROM e GROUP BY device_id
), d AS (
  SELECT d.id, d.asset_tag, d.serial, d.last_seq, d.ledger_hash, h.seq, h.hash, h.facts, inventory_summary_of(d) AS summary,
    d.last_event_at IS DISTINCT FROM h.at AS late, d.state_since IS DISTINCT FROM h.state_at AS since,
    d.last_seen_at <> greatest(${NEVER_SEEN}, h.seen_at, (SELECT s.seen_at FROM device_sighting s WHERE s.device_id = d.id)) AS seen,
    (SELECT i.value FROM device_identifier i WHERE i.device_id = d.id AND i.kind = 'tag') AS tag_code,
    (SELECT i.value FROM device_identifier i WHERE i.device_id = d.id AND i.kind = 'serial') AS serial_code
  FROM device d LEFT JOIN head h ON h.device_id = d.id
  WHERE ($1::uuid IS NULL OR d.id > $1::uuid) AND d.id <= $2::uuid
)
SELECT f.device_id AS "deviceId", d.asset_tag AS tag, f.seq, f.problem, f.columns FROM (
  SELECT device_id, seq, 'entry-edited' AS problem, NULL AS columns, 1 AS rank FROM e WHERE computed <> hash
  UNION ALL
  SELECT device_id, earlier_seq + 1, 'entry-missing', NULL, 2 FROM e WHERE seq <> earlier_seq + 1
  UNION ALL
  SELECT device_id, seq, 'link-broken', NULL, 3 FROM e WHERE seq = earlier_seq + 1 AND prev_hash IS DISTINCT FROM earlier_hash
  UNION ALL
  SELECT id, NULL, 'no-entries', NULL, 4 FROM d WHERE seq IS NULL
  UNION ALL
  SELECT id, seq + 1, 'tail-cut', NULL, 5 FROM d WHERE seq < last_seq
  UNION ALL
  SELECT id, last_seq + 1, 'tail-added', NULL, 5 FROM d WHERE seq > last_seq
  UNION ALL
  SELECT id, seq, 'head-differs', NULL, 6 FROM d WHERE seq = last_seq AND hash IS DISTINCT FROM ledger_hash
  UNION ALL
  SELECT id, seq, 'summary-differs', c.columns, 7 FROM d CROSS JOIN LATERAL (
      SELECT string_agg(k.name, ', ' ORDER BY k.name) AS columns FROM (
        SELECT s.key FROM jsonb_each(d.summary) AS s WHERE s.value IS DISTINCT FROM d.facts -> s.key
        UNION ALL SELECT 'last_event_at' WHERE d.late
        UNION ALL SELECT 'last_seen_at' WHERE d.seen
        UNION ALL SELECT 'state_since' WHERE d.since) AS k (name)) AS c
   WHERE d.seq = d.last_seq AND (d.summary <> d.facts OR d.late OR d.seen OR d.since)
  UNION ALL
  SELECT id, seq, 'code-differs', concat_ws(', ', CASE WHEN tag_code IS DISTINCT FROM asset_tag THEN 'asset_tag' END,
      CASE WHEN serial_code IS DISTINCT FROM serial THEN 'serial' END), 8
   FROM d WHERE tag_code IS DISTINCT FROM asset_tag OR serial_code IS DISTINCT FROM serial
) AS f JOIN device d ON d.id = f.device_id
ORDER BY f.device_id, f.rank, f.seq LIMIT $3`;

/** Heads of an earlier day (`$1` devices, `$2` seq, `$3` hash as hex) whose entry is gone or another today. */
export const REWRITTEN = `
SELECT a.device_id AS "deviceId", d.asset_tag AS tag, a.seq, 'rewritten' AS problem, NULL AS columns
FROM unnest($1::uuid[], $2::integer[], $3::text[]) AS a (device_id, seq, hash)
LEFT JOIN device_event e ON e.device_id = a.device_id AND e.seq = a.seq
LEFT JOIN device d ON d.id = a.device_id
WHERE e.hash IS DISTINCT FROM decode(a.hash, 'hex') ORDER BY a.device_id LIMIT $4`;
