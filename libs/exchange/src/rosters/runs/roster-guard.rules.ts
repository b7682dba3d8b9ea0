/** People of one kind before and after a run. */
export interface Heads {
  /** Active ones whom the source had, or whom this run means. */
  before: number;
  /** Of them, those that the run would withdraw or ask about, and those of whom the roster says the other kind. */
  leaving: number;
}

export interface GuardFacts {
  students: Heads;
  staff: Heads;
  /** Students that the files name; `null` when the files are changes only. */
  studentsNow: number | null;
  limitPercent: number;
}

export const GUARD_REASONS = ['no-students', 'many-students-leaving', 'many-staff-leaving'] as const;
export type GuardReason = (typeof GUARD_REASONS)[number];

/** Why a run stops until somebody has looked. Numbers of people. */
export interface Guard {
  reason: GuardReason;
  before: number;
  leaving: number;
  limitPercent: number;
  /** Students and staff who would leave: what whoever approves types. */
  number: number;
}

/**
 * A file that is empty, cut off or of one school only looks like a district that everybody has left. One person alone
 * never stops a run, whatever the share.
 */
export function guardOf({ students, staff, studentsNow, limitPercent }: GuardFacts): Guard | null {
  const guard = (reason: GuardReason, { before, leaving }: Heads): Guard => ({
    reason,
    before,
    leaving,
    limitPercent,
    number: students.leaving + staff.leaving,
  });
  const many = ({ before, leaving }: Heads): boolean => leaving > 1 && leaving * 100 > limitPercent * before;
  if (studentsNow === 0) return guard('no-students', students);
  if (many(students)) return guard('many-students-leaving', students);
  return many(staff) ? guard('many-staff-leaving', staff) : null;
}
