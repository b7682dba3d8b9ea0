import { Injectable } from '@nestjs/common';
import type { StaffMember } from '@app/identity';
import { AdminLog, StaffAccounts } from '@app/identity';
import type { Tx } from '@app/platform';
import { Database, Viewer } from '@app/platform';
import { RosterCancelled } from '../roster.errors.js';
import { FOLLOW_STUDENTS } from '../questions/roster-move.sql.js';
import type { Plan } from './roster-planner.js';
import { RosterPlanner } from './roster-planner.js';
import type { RosterRun } from './roster-run.js';
import { RosterRuns } from './roster-runs.js';

const RUN_MAY_TAKE_MS = 1_800_000;

/**
 * Does what a roster says, in one transaction: people, contacts, questions, who moved, accounts of staff, and what the
 * source has said so far. The plan is made anew under the locks, so that it is what happens; where it would lose other
 * people than were approved, the run stops instead.
 */
@Injectable()
export class RosterExecutor {
  constructor(
    private readonly db: Database,
    private readonly runs: RosterRuns,
    private readonly planner: RosterPlanner,
    private readonly staff: StaffAccounts,
    private readonly log: AdminLog,
  ) {}

  /** The dry run. */
  check(run: RosterRun): Promise<Plan> {
    return this.transaction(async (tx) => {
      const plan = await this.planner.plan(tx, run, { locking: false });
      await this.runs.planned(tx, run.id, plan.counts, plan.guard);
      return plan;
    });
  }

  /** @returns the plan; with its guard when the run stopped. `beforeCommit` throws to give up: nothing is kept then. */
  execute(id: string, beforeCommit: () => Promise<void>): Promise<Plan> {
    return this.transaction(async (tx) => {
      const run = await this.runs.lock(tx, id);
      if (run.state !== 'running') throw new RosterCancelled();
      const plan = await this.planner.plan(tx, run, { locking: true });
      const { counts, guard } = plan;
      if (guard && guard.number !== run.approvedNumber) {
        await this.runs.planned(tx, id, counts, guard);
        return plan;
      }
      await this.apply(tx, run);
      await this.runs.done(tx, id, counts);
      const { create, change, unchanged, withdraw, ask, refuse } = counts;
      await this.log.record(tx, {
        viewer: new Viewer(run.approvedBy ?? run.accountId, 'roster', new Map()),
        action: 'roster.run',
        subjectKind: 'roster',
        subjectId: id,
        after: {
          source: run.sourceName,
          create,
          change,
          unchanged,
          withdraw,
          ask,
          refuse,
          approvedNumber: run.approvedNumber,
        },
      });
      await beforeCommit();
      return { counts, guard: null };
    });
  }

  private async apply(tx: Tx, { id, sourceId }: RosterRun): Promise<void> {
    await tx.execute(
      `INSERT INTO roster_move (run_id, person_id, from_site_id, to_site_id, grade, moved_on)
       SELECT r.run_id, p.id, p.primary_site_id, i.site_id, p.grade, directory_day(clock_timestamp())
       FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq JOIN person p ON p.id = r.person_id
       WHERE r.run_id = $1 AND r.outcome = 'change' AND r.changes ? 'site' AND p.kind = 'student' AND p.primary_site_id IS NOT NULL`,
      [id],
    );
    await tx.query('SELECT directory_apply_roster($1)', [id]);
    await tx.query(FOLLOW_STUDENTS, [id]);
    for (const statement of AFTER_PEOPLE) await tx.execute(statement, [id, sourceId]);
    await this.staff.provide(tx, await tx.query<StaffMember>(STAFF, [id, sourceId]));
    await tx.query('SELECT exchange_keep_roster($1)', [id]);
    await tx.execute('DELETE FROM roster_line WHERE run_id = $1', [id]);
    await tx.execute('DELETE FROM roster_person WHERE run_id = $1', [id]);
  }

  private transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const whole = async (tx: Tx): Promise<T> => {
      // Of a worker that was killed Postgres would do the statement to its end, and hold its locks.
      await tx.query(`SET LOCAL client_connection_check_interval = '2s'`);
      return work(tx);
    };
    return this.db.transaction(whole, { statementTimeoutMs: RUN_MAY_TAKE_MS });
  }
}

const PLANNED = 'roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq';

/** `(run, source)` → the staff of the run who are here, each with the source's word for what they are. */
const STAFF = `
  WITH said AS MATERIALIZED (
    SELECT n.vals[1] AS "user", n.vals[4] AS word, n.vals[5] AS first FROM exchange_roster_now($2, $1, 'role') n WHERE n.vals[3] = 'staff'
  )
  SELECT p.id AS "personId", p.email, p.given_name || ' ' || p.family_name AS "displayName", i.site_ids AS "siteIds",
    (array_agg(s.word ORDER BY s.first = 'true' DESC NULLS LAST, s.word) FILTER (WHERE s.word IS NOT NULL))[1] AS "rosterRole"
  FROM ${PLANNED} JOIN person p ON p.id = r.person_id LEFT JOIN said s ON s."user" = ANY (i.user_ids)
  WHERE r.run_id = $1 AND i.standing = 'here' AND p.kind = 'staff' AND p.state = 'active'
  GROUP BY p.id, i.site_ids`;

/** Each with `(run, source)`: whom the source means from now on, and its questions. */
const AFTER_PEOPLE: readonly string[] = [
  `INSERT INTO roster_member AS m (source_id, user_id, person_id, site_ids)
   SELECT $2, u.id, r.person_id, i.site_ids FROM ${PLANNED} CROSS JOIN LATERAL unnest(i.user_ids) AS u(id)
   WHERE r.run_id = $1 AND i.standing = 'here' AND r.person_id IS NOT NULL
   ON CONFLICT (source_id, user_id) DO UPDATE SET person_id = excluded.person_id, site_ids = excluded.site_ids, present = true, withdrew = false
   WHERE (m.person_id, m.site_ids, m.present, m.withdrew) IS DISTINCT FROM (excluded.person_id, excluded.site_ids, true, false)`,
  `UPDATE roster_member m SET present = false, withdrew = m.withdrew OR r.outcome = 'withdraw' FROM ${PLANNED}
   WHERE r.run_id = $1 AND i.standing <> 'here' AND m.source_id = $2 AND m.person_id = r.person_id AND m.user_id = ANY (i.user_ids)`,
  `UPDATE roster_member m SET present = false FROM ${PLANNED}
   WHERE r.run_id = $1 AND i.standing = 'here' AND m.source_id = $2 AND m.person_id = r.person_id AND m.present AND m.user_id <> ALL (i.user_ids)`,
  // Whoever is there again, or has left meanwhile, is no question any more.
  `UPDATE roster_question q SET state = 'closed', version = q.version + 1 FROM ${PLANNED}
   WHERE r.run_id = $1 AND q.source_id = $2 AND q.person_id = r.person_id AND q.state <> 'closed'
     AND q.kind = CASE WHEN i.standing IN ('here', 'kept') THEN 'missing' ELSE 'returned' END`,
  `UPDATE roster_question q SET state = 'closed', version = q.version + 1 FROM person p
   WHERE $1::uuid IS NOT NULL AND q.source_id = $2 AND q.state <> 'closed' AND p.id = q.person_id
     AND p.state = CASE q.kind WHEN 'missing' THEN 'withdrawn' WHEN 'returned' THEN 'active' END`,
  `UPDATE roster_question q SET state = 'closed', version = q.version + 1
   WHERE q.source_id = $2 AND q.kind = 'number-reused' AND q.state = 'open'
     AND NOT EXISTS (SELECT 1 FROM roster_person i WHERE i.run_id = $1 AND i.number_holder_id = q.person_id AND q.user_id = ANY (i.user_ids))`,
  `INSERT INTO roster_question (source_id, person_id, kind, user_id, run_id, left_on)
   SELECT $2, coalesce(i.number_holder_id, r.person_id),
     CASE WHEN i.number_holder_id IS NOT NULL THEN 'number-reused' WHEN i.standing = 'here' THEN 'returned' ELSE 'missing' END,
     CASE WHEN i.number_holder_id IS NOT NULL THEN i.user_ids[1] END, r.run_id, i.left_on FROM ${PLANNED}
   WHERE r.run_id = $1 AND r.outcome = 'ask' ON CONFLICT DO NOTHING`,
];
