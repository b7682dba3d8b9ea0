import type { Db, Viewer } from '@app/platform';
import type { CaseStep, WriteOffFacts } from './missing.rules.js';

export interface WriteOffRow {
  pendingId: string | null;
  pendingReason: string | null;
  investigated: boolean;
  isProposer: boolean;
}

const FACTS = `SELECT c.state, c.kind, directory_day(clock_timestamp()) AS today, w.id IS NOT NULL AS pending, w.id AS "pendingId",
    w.reason AS "pendingReason", w.investigation_note IS NOT NULL AS investigated, coalesce(w.proposed_by = $2, false) AS "isProposer",
    circulation_needs_investigation(c.device_id) AS "needsInvestigation", circulation_is_holder(c.id, $2) AS "isHolder",
    coalesce((SELECT jsonb_agg(jsonb_build_object('step', s.step, 'dueOn', s.due_on, 'notNeededAs', s.not_needed_as, 'doneOn', s.done_on))
      FROM missing_case_step s WHERE s.case_id = c.id), '[]') AS steps
  FROM missing_case c LEFT JOIN write_off w ON w.case_id = c.id AND w.state = 'proposed' WHERE c.id = $1`;

/** What the rules of a write-off ask about; `investigated` is that of the proposal that waits. */
export async function writeOffFacts(db: Db, viewer: Viewer, caseId: string): Promise<WriteOffFacts & WriteOffRow> {
  const [facts] = await db.query<WriteOffFacts & WriteOffRow & { steps: CaseStep[] }>(FACTS, [
    caseId,
    viewer.accountId,
  ]);
  return facts;
}
