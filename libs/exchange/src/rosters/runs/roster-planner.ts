import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/platform';
import type { Guard, Heads } from './roster-guard.rules.js';
import { guardOf } from './roster-guard.rules.js';
import { keepLeftOut } from './roster-left-out.js';
import type { RosterCounts, RosterRun } from './roster-run.js';

/** Rows of lines that were refused stand behind those of people. */
const BEHIND_PEOPLE = 100_000_000;

export interface Plan {
  counts: RosterCounts;
  guard: Guard | null;
}

/** What a run would do, person by person. Writes `roster_person` and `roster_row`, nothing else. */
@Injectable()
export class RosterPlanner {
  /** `locking`: the people and the sites stay as the plan saw them until the transaction ends. */
  async plan(tx: Tx, run: RosterRun, { locking }: { locking: boolean }): Promise<Plan> {
    // Staging was filled in this transaction: nobody has counted it, and a loop over what is taken for one row may take hours.
    await tx.query('SET LOCAL enable_nestloop = off');
    await tx.query('SELECT exchange_roster_people($1, $2)', [run.id, await this.numberField(tx, run)]);
    await tx.query('SELECT exchange_roster_last_days($1)', [run.id]);
    if (locking) await tx.query('SELECT directory_lock_roster($1)', [run.id]);
    await tx.execute('DELETE FROM roster_row WHERE run_id = $1', [run.id]);
    await tx.execute(
      // Who stays withdrawn though the roster has them was asked about before; whose number is in question waits, each time.
      `INSERT INTO roster_row (run_id, seq, file, line, outcome, person_id, key, label, changes, problems)
       SELECT $1, c.seq, i.file, i.line, CASE WHEN i.standing = 'kept' THEN 'kept' WHEN c.outcome = 'ask' AND q.id IS NOT NULL THEN 'unchanged' ELSE c.outcome END,
         c.person_id, c.key, c.label, c.changes, c.problems
       FROM directory_check_roster($1) c JOIN roster_person i ON i.run_id = $1 AND i.seq = c.seq
       LEFT JOIN roster_question q ON i.standing = 'here' AND q.source_id = $2 AND q.person_id = c.person_id AND q.kind = 'returned' AND q.state <> 'closed'`,
      [run.id, run.sourceId],
    );
    await tx.execute(
      `INSERT INTO roster_row (run_id, seq, file, line, outcome, key, label, problems)
       SELECT $1, $2::integer + l.seq, l.file, l.line, 'refuse', l.id, CASE WHEN l.kind = 'user' THEN concat_ws(', ', l.vals[2], l.vals[1]) END, l.problems
       FROM roster_line l WHERE l.run_id = $1 AND l.refused`,
      [run.id, BEHIND_PEOPLE],
    );
    const [{ counts }] = await tx.query<{ counts: RosterCounts }>('SELECT exchange_count_roster($1) AS counts', [
      run.id,
    ]);
    return { counts: { ...counts, leftOut: await keepLeftOut(tx, run) }, guard: await this.guard(tx, run) };
  }

  /** Which field is the number: as the source says, else as its first file tells; that stays, until somebody says otherwise. */
  private async numberField(tx: Tx, { id, sourceId }: RosterRun): Promise<string> {
    const [source] = await tx.query<{ field: string | null }>(
      'SELECT number_field AS field FROM roster_source WHERE id = $1',
      [sourceId],
    );
    if (source.field !== null) return source.field;
    const [{ why }] = await tx.query<{ why: { field: string; of: number }[] }>(
      'SELECT exchange_guess_number($1) AS why',
      [id],
    );
    if (why.length === 0) return 'identifier';
    await tx.execute(
      'UPDATE roster_source SET number_field = $2, number_why = $3::jsonb, version = version + 1 WHERE id = $1',
      [sourceId, why[0].field, JSON.stringify(why)],
    );
    return why[0].field;
  }

  private async guard(tx: Tx, { id, sourceId, files }: RosterRun): Promise<Guard | null> {
    const heads = await tx.query<Heads & { kind: string }>(
      `SELECT k.kind,
         (SELECT count(*) FROM (
            SELECT m.person_id FROM roster_member m JOIN person p ON p.id = m.person_id AND p.state = 'active' AND p.kind = k.kind WHERE m.source_id = $2 AND m.present
            UNION SELECT i.person_id FROM roster_person i JOIN person p ON p.id = i.person_id AND p.state = 'active' AND p.kind = k.kind WHERE i.run_id = $1) b) AS before,
         (SELECT count(*) FROM roster_row r JOIN roster_person i ON i.run_id = r.run_id AND i.seq = r.seq LEFT JOIN person p ON p.id = i.person_id
          WHERE r.run_id = $1 AND p.kind = k.kind AND CASE i.standing WHEN 'here' THEN p.state = 'active' AND i.kind <> p.kind
            ELSE r.outcome IN ('ask', 'withdraw') END) AS leaving,
         (SELECT count(*) FROM roster_person i JOIN person p ON p.id = i.person_id
          WHERE i.run_id = $1 AND i.standing = 'here' AND p.state = 'active' AND p.kind = k.kind AND i.kind <> p.kind) AS turned,
         (SELECT count(DISTINCT p.id) FROM roster_run o JOIN roster_row r ON r.run_id = o.id AND r.outcome = 'withdraw'
            JOIN person p ON p.id = r.person_id AND p.state = 'withdrawn' AND p.kind = k.kind
          WHERE o.source_id = $2 AND o.state = 'done' AND o.finished_at > greatest(clock_timestamp() - interval '1 day',
            (SELECT max(a.finished_at) FROM roster_run a WHERE a.source_id = $2 AND a.state = 'done' AND a.approved_by IS NOT NULL))) AS lately
       FROM unnest(ARRAY['student', 'staff']) AS k(kind)`,
      [id, sourceId],
    );
    const [facts] = await tx.query<{ students: number; renumbered: number; moved: number; limitPercent: number }>(
      `SELECT (SELECT count(*) FROM roster_person WHERE run_id = $1 AND standing = 'here' AND kind = 'student') AS students,
         (SELECT count(*) FROM roster_row WHERE run_id = $1 AND outcome = 'change' AND changes ? 'number') AS renumbered,
         (SELECT count(*) FROM roster_row WHERE run_id = $1 AND outcome = 'change' AND changes -> 'site' ->> 0 IS NOT NULL) AS moved,
         withdraw_limit_percent AS "limitPercent" FROM roster_source WHERE id = $2`,
      [id, sourceId],
    );
    const whole = files.some(({ kind, mode }) => kind === 'user' && mode === 'bulk');
    const of = (kind: string): Heads => heads.find((one) => one.kind === kind)!;
    const { students, ...rest } = facts;
    return guardOf({
      students: of('student'),
      staff: of('staff'),
      ...rest,
      studentsNow: whole ? students : null,
    });
  }
}
