import type { Tx } from '@app/platform';
import type { LeftOut, RosterRun } from './roster-run.js';

/** Rows of who was left out stand behind all others. */
const BEHIND_REFUSED = 200_000_000;

/**
 * Whom the lines of a run are about and who is nobody here: without a word they would seem to be lost. A row each, with
 * the reason; of guardians, who stand as contacts with their students, without the name.
 */
export async function keepLeftOut(tx: Tx, { id, sourceId }: Pick<RosterRun, 'id' | 'sourceId'>): Promise<LeftOut> {
  const [counts] = await tx.query<LeftOut>(
    `WITH people AS MATERIALIZED (
       SELECT l.seq, l.file, l.line, l.id, l.vals FROM roster_line l WHERE l.run_id = $1 AND l.kind = 'user' AND NOT l.gone AND NOT l.refused
         AND l.id NOT IN (SELECT unnest(i.user_ids) FROM roster_person i WHERE i.run_id = $1 AND i.standing = 'here')
     ), roles AS MATERIALIZED (
       SELECT n.vals[1] AS "user", bool_or(n.vals[3] <> 'guardian') AS own, bool_or(n.vals[3] = 'student') AS student
       FROM exchange_roster_now($2, $1, 'role') n GROUP BY 1
     ), links AS MATERIALIZED (
       SELECT n.vals[1] AS one, n.vals[2] AS other FROM exchange_roster_now($2, $1, 'link') n
     ), contacts AS MATERIALIZED (
       -- Whom a link of a student leads to needs no role: some dialects give guardians none.
       SELECT DISTINCT b.id FROM (SELECT other AS id, one AS student FROM links UNION ALL SELECT one, other FROM links) b
       JOIN roles r ON r."user" = b.student AND r.student
     ), told AS MATERIALIZED (
       SELECT p.*, CASE WHEN NOT r.own OR r.own IS NULL AND c.id IS NOT NULL THEN 'guardian' WHEN r.own THEN 'role-not-now' ELSE 'no-role' END AS code
       FROM people p LEFT JOIN roles r ON r."user" = p.id LEFT JOIN contacts c ON c.id = p.id
     ), kept AS (
       INSERT INTO roster_row (run_id, seq, file, line, outcome, key, label, problems)
       SELECT $1, $3::integer + t.seq, t.file, t.line, 'left-out', t.id, CASE WHEN t.code <> 'guardian' THEN concat_ws(', ', t.vals[2], t.vals[1]) END,
         jsonb_build_array(jsonb_build_object('field', '', 'value', NULL, 'code', t.code)) FROM told t
     )
     SELECT count(*) FILTER (WHERE code = 'guardian') AS guardians, count(*) FILTER (WHERE code = 'role-not-now') AS "notNow",
       count(*) FILTER (WHERE code = 'no-role') AS "withoutRole" FROM told`,
    [id, sourceId, BEHIND_REFUSED],
  );
  return counts;
}
