import { inHand } from '../sql/seen.sql.js';

/**
 * The facts of device `$1` as they were at `$2`, as far as was known at `$3`: a fold of the entries that stand, by when
 * they happened. What was taken back later never happened, unless that was not known yet. Of sightings only the newest is kept.
 */
export const AS_OF = `SELECT inventory_fold(e.after ORDER BY e.occurred_at, e.seq) AS facts, max(e.seq) AS seq,
    greatest(max(e.occurred_at) FILTER (WHERE ${inHand('e')}),
      (SELECT s.seen_at FROM device_sighting s WHERE s.device_id = $1 AND s.seen_at <= least($2::timestamptz, $3::timestamptz))) AS "seenAt"
  FROM device_event e
  WHERE e.device_id = $1 AND e.reverses_seq IS NULL AND e.occurred_at <= $2 AND e.recorded_at <= $3
    AND NOT EXISTS (SELECT 1 FROM device_event r
      WHERE r.device_id = e.device_id AND r.reverses_seq = e.seq AND r.recorded_at <= $3)`;
