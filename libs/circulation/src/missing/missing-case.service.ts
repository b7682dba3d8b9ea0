import { Injectable } from '@nestjs/common';

import type { DeviceRow } from '@app/inventory';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { CaseNotFound } from '../circulation.errors.js';
import { CASE_FIELDS, CASE_SITE, caseInScope } from './missing-case.sql.js';
import type { CaseRow } from './missing-cases.service.js';
import { MissingCasesService, scopeOf } from './missing-cases.service.js';
import type { MissingCaseDetailDto, MissingStepDto, WriteOffDto } from './missing.dto.js';
import { decisionRefusals, proposalRefusals, remindersOf, standingOf } from './missing.rules.js';
import { writeOffFacts } from './write-off-facts.js';

const site = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN jsonb_build_object('id', ${alias}.id, 'code', ${alias}.code, 'name', ${alias}.name) END`;

const DETAIL = `SELECT ${CASE_FIELDS}, c.version, c.policy_on AS "policyOn", identity_account_name(c.reported_by) AS "reportedBy", c.reason,
    coalesce(r.name, c.last_seen_place) AS "lastSeenPlace", c.told_by AS "toldBy", c.police_agency AS "policeAgency",
    c.police_report_number AS "policeReportNumber", c.police_reported_on AS "policeReportedOn", c.finding,
    identity_account_name(c.closed_by) AS "closedBy", ${site('f')} AS "foundSite", c.found_place AS "foundPlace", c.brought_by AS "broughtBy",
    c.found_condition AS "foundCondition", c.found_note AS "foundNote"
  FROM missing_case c ${CASE_SITE} JOIN device d ON d.id = c.device_id LEFT JOIN site f ON f.id = c.found_site_id
  LEFT JOIN room r ON r.id = c.last_seen_room_id
  WHERE c.id = $1 AND ${caseInScope('$2')}`;

const STEPS = `SELECT s.step, s.due_on AS "dueOn", s.not_needed_as AS "notNeededAs", p.after_days AS "afterDays", p.counted,
    s.done_on AS "doneOn", s.done_at AS "doneAt", identity_account_name(s.done_by) AS "doneBy", s.note,
    coalesce((SELECT jsonb_agg(jsonb_build_object('doneOn', b.done_on, 'doneBy', identity_account_name(b.done_by), 'note', b.note,
        'takenBackAt', b.taken_back_at, 'takenBackBy', identity_account_name(b.taken_back_by)) ORDER BY b.taken_back_at DESC)
      FROM missing_case_step_taken_back b WHERE b.case_id = s.case_id AND b.step = s.step), '[]') AS "takenBack"
  FROM missing_case_step s JOIN policy_missing_step p ON p.id = s.policy_id WHERE s.case_id = $1
  ORDER BY s.due_on, array_position(ARRAY['lock', 'family-notice', 'demand', 'review', 'write-off'], s.step)`;

const WRITE_OFFS = `SELECT id, state, reason, note, investigation_note AS "investigationNote", identity_account_name(proposed_by) AS "proposedBy",
    proposed_at AS "proposedAt", identity_account_name(decided_by) AS "decidedBy", decided_at AS "decidedAt", decision_note AS "decisionNote"
  FROM write_off WHERE case_id = $1 ORDER BY proposed_at DESC`;

type DetailRow = CaseRow &
  Omit<
    MissingCaseDetailDto,
    | keyof CaseRow
    | 'device'
    | 'holder'
    | 'steps'
    | 'writeOffs'
    | 'needsInvestigation'
    | 'proposalRefusals'
    | 'decisionRefusals'
    | 'reminders'
    | 'holderCases'
    | 'may'
  >;

const PERMISSIONS = [
  'device:report-missing',
  'device:work-missing',
  'device:propose-write-off',
  'device:write-off',
  'device:check-in',
] as const;

/** One case with its clock, its decisions, and what this account may do next. */
@Injectable()
export class MissingCaseService {
  constructor(
    private readonly db: Database,
    private readonly cases: MissingCasesService,
  ) {}

  /** @throws CaseNotFound */
  async get(viewer: Viewer, id: string): Promise<MissingCaseDetailDto> {
    const db = this.db.read;
    const [row] = await db.query<DetailRow>(DETAIL, [id, scopeOf(viewer)]);
    if (!row) throw new CaseNotFound();
    const [shown] = await this.cases.shown(db, viewer, [row]);
    const { deviceId: _deviceId, personId, roomId: _roomId, cartId: _cartId, cartSlot: _slot, ...facts } = row;
    const writeOff = await writeOffFacts(db, viewer, id);
    const steps = await this.steps(db, row, writeOff.today);
    return {
      ...facts,
      device: shown.device,
      holder: shown.holder,
      steps,
      writeOffs: await db.query<WriteOffDto>(WRITE_OFFS, [id]),
      needsInvestigation: writeOff.needsInvestigation,
      // What the proposal itself brings is not asked for beforehand.
      proposalRefusals: proposalRefusals({ ...writeOff, investigated: true }),
      decisionRefusals: writeOff.pendingId === null ? [] : decisionRefusals(writeOff),
      reminders: remindersOf({ state: row.state, steps, policeReport: row.policeReportNumber !== null }),
      holderCases:
        personId === null || shown.holder?.foreign !== false
          ? null
          : await this.cases.countOf(db, shown.holder.id ?? personId),
      may: PERMISSIONS.filter((permission) => reaches(viewer, permission, shown.device)),
    };
  }

  private async steps(db: Db, { id, state }: DetailRow, today: string): Promise<MissingStepDto[]> {
    const steps = await db.query<Omit<MissingStepDto, 'standing'>>(STEPS, [id]);
    return steps.map((step) => ({ ...step, standing: standingOf(step, state, today) }));
  }
}

const reaches = (viewer: Viewer, permission: string, { homeSite, locationSite }: DeviceRow): boolean => {
  const scope = viewer.sitesFor(permission);
  return scope === 'all' || scope.includes(homeSite.id) || scope.includes(locationSite.id);
};
