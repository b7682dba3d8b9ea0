/** `follows`: devices stay with the student. `return-first`: those of the school that was left go back to it. */
export const MOVE_RULES = ['follows', 'return-first'] as const;
export type MoveRule = (typeof MOVE_RULES)[number];

/** Of a move `m`: by the program that the student was in at the school that they left. */
export const MOVE_RULE = `CASE WHEN directory_returns_first(m.from_site_id, m.grade, m.moved_on) THEN 'return-first' ELSE 'follows' END`;

/**
 * `(run)`: devices of the school that was left which its students take along belong to the new one from now on, in order
 * of id as all who lock several. Custody stays as it is.
 */
export const FOLLOW_STUDENTS = `SELECT inventory_record_events((
  SELECT coalesce(jsonb_agg(jsonb_build_object('deviceId', d.id, 'type', 'moved', 'source', 'roster', 'siteId', m.to_site_id,
      'after', jsonb_build_object('home_site_id', m.to_site_id) || CASE WHEN d.location_site_id = m.from_site_id
        THEN jsonb_build_object('location_site_id', m.to_site_id, 'location_room_id', NULL) ELSE '{}' END,
      'evidence', jsonb_build_object('reason', 'student-moved', 'rosterRun', m.run_id)) ORDER BY d.id), '[]')
  FROM roster_move m JOIN loan l ON l.person_id = ANY (directory_person_ids(m.person_id)) AND l.returned_at IS NULL AND l.type = 'one-to-one'
  JOIN device d ON d.id = l.device_id AND d.home_site_id = m.from_site_id
  WHERE m.run_id = $1 AND ${MOVE_RULE} = 'follows'))`;
