import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';

/** After that the facts may be others: plan again. */
export const PLAN_DAYS = 14;

export interface Planned {
  state: string;
  version: number;
  onDay: CalendarDay;
  plannedBy: string;
  toForget: number;
}

export interface Approval {
  accountId: string | null;
  version: number;
  /** The number that the second person typed. */
  people: number;
  today: CalendarDay;
}

export type ApprovalFault = 'state' | 'same-person' | 'stale' | 'count';

/** Why a plan is not carried out, or `null`. */
export function approvalFault(plan: Planned, approval: Approval): ApprovalFault | null {
  if (plan.state !== 'planned' || plan.version !== approval.version) return 'state';
  if (plan.plannedBy === approval.accountId) return 'same-person';
  if (approval.today > addDays(plan.onDay, PLAN_DAYS)) return 'stale';
  return plan.toForget === approval.people ? null : 'count';
}
