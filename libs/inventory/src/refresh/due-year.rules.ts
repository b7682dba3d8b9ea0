import { addDays, fiscalYearOf } from '@app/kernel';
import type { CalendarDay, Condition, FiscalYear } from '@app/kernel';

/** What the due year of a device depends on. */
export interface DueFacts {
  /** When it came; without it no cycle can be counted. */
  receivedOn: CalendarDay | null;
  cycleYears: number | null;
  /** Last day of updates. */
  supportEndsOn: CalendarDay | null;
  condition: Condition;
}

export interface DuePolicy {
  /** The first year that is planned: nothing can be due before it. */
  firstYear: FiscalYear;
  fiscalYearStartMonth: number;
}

export const DUE_REASONS = ['cycle', 'support', 'condition'] as const;
export type DueReason = (typeof DUE_REASONS)[number];

export interface DueStep {
  reason: DueReason;
  /** `null`: says nothing about this device. */
  year: FiscalYear | null;
}

export interface DueYear {
  /** `null`: nothing says when. */
  year: FiscalYear | null;
  /** What decides: the earliest; the cycle where it is as early as another. */
  reason: DueReason | null;
  /** Years by which it is late already. */
  backlog: number;
  /** Every rule that was asked, in this order. */
  steps: readonly DueStep[];
}

/**
 * The baseline rule of when a device is due for refresh: the earliest of its useful life, the end of its updates and its
 * condition, not before the first planned year. A device received in year p with a cycle of four serves p to p+3.
 */
export function dueYear({ receivedOn, cycleYears, supportEndsOn, condition }: DueFacts, policy: DuePolicy): DueYear {
  const { firstYear, fiscalYearStartMonth } = policy;
  const steps: DueStep[] = [
    {
      reason: 'cycle',
      year:
        receivedOn === null || cycleYears === null ? null : fiscalYearOf(receivedOn, fiscalYearStartMonth) + cycleYears,
    },
    {
      reason: 'support',
      year: supportEndsOn === null ? null : fiscalYearOf(addDays(supportEndsOn, 1), fiscalYearStartMonth),
    },
    { reason: 'condition', year: condition === 'F' ? firstYear : condition === 'D' ? firstYear + 1 : null },
  ];
  const years = steps.flatMap(({ year }) => (year === null ? [] : [year]));
  if (years.length === 0) return { year: null, reason: null, backlog: 0, steps };
  const raw = Math.min(...years);
  const decides = steps.find(({ year }) => year === raw)!.reason;
  return { year: Math.max(firstYear, raw), reason: decides, backlog: Math.max(0, firstYear - raw), steps };
}
