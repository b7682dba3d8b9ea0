import type { Tx } from '@app/platform';
import type { LeftOut, RosterRun } from './roster-run.js';

/** Whom the lines of a run are about and who is nobody here: without a word they would seem to be lost. */
export async function leftOut(tx: Tx, { id, sourceId }: Pick<RosterRun, 'id' | 'sourceId'>): Promise<LeftOut> {
  const [counts] = await tx.query<LeftOut>(
    `WITH people AS MATERIALIZED (
       SELECT l.id FROM roster_line l WHERE l.run_id = $1 AND l.kind = 'user' AND NOT l.gone AND NOT l.refused
         AND l.id NOT IN (SELECT unnest(i.user_ids) FROM roster_person i WHERE i.run_id = $1 AND i.standing = 'here')
     ), roles AS MATERIALIZED (
       SELECT n.vals[1] AS "user", bool_or(n.vals[3] <> 'guardian') AS own FROM exchange_roster_now($2, $1, 'role') n GROUP BY 1
     )
     SELECT count(*) FILTER (WHERE NOT r.own) AS guardians, count(*) FILTER (WHERE r.own) AS "notNow", count(*) FILTER (WHERE r.own IS NULL) AS "withoutRole"
     FROM people p LEFT JOIN roles r ON r."user" = p.id`,
    [id, sourceId],
  );
  return counts;
}
