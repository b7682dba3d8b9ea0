/** People of one kind before and after a run. */
export interface Heads {
  /** Active ones whom the source had, or whom this run means. */
  before: number;
  /** Of them, those that the run would withdraw or ask about, and those of whom the roster says the other kind. */
  leaving: number;
  /** Of the leaving, those of whom the roster says the other kind. */
  turned?: number;
  /** Whom earlier runs of the source withdrew within 24 hours, since somebody approved one. */
  lately?: number;
}

export interface GuardFacts {
  students: Heads;
  staff: Heads;
  /** Students and staff who would get another number, and another home site. */
  renumbered: number;
  moved: number;
  /** Students that the files name; `null` when the files are changes only. */
  studentsNow: number | null;
  limitPercent: number;
}

export const GUARD_REASONS = [
  'no-students',
  'many-students-leaving',
  'many-staff-leaving',
  'many-renumbered',
  'many-moved',
] as const;
export type GuardReason = (typeof GUARD_REASONS)[number];

export interface GuardStop {
  reason: GuardReason;
  before: number;
  /** Of those before, whom the reason is about. */
  leaving: number;
  /** Of them, those who are staff in the files and students here, or the other way round. */
  turned?: number;
  /** Counted with them, though they left already: a file in slices is as much as one. */
  lately?: number;
}

/** Why a run stops until somebody has looked. Numbers of people. */
export interface Guard extends GuardStop {
  others: GuardStop[];
  limitPercent: number;
  /** Whom all the reasons are about, added up; of leavers students and staff: what whoever approves types. */
  number: number;
}

/**
 * A file that is empty, cut off or of one school only looks like a district that everybody has left; one whose columns
 * changed places like a district that is all renumbered. One person alone never stops a run, whatever the share. Whoever left within a day counts, or a file in slices would pass.
 */
export function guardOf({ students, staff, renumbered, moved, studentsNow, limitPercent }: GuardFacts): Guard | null {
  const many = ({ before, leaving, lately = 0 }: Heads): boolean =>
    leaving > 0 && leaving + lately > 1 && (leaving + lately) * 100 > limitPercent * (before + lately);
  const stops: GuardStop[] = [];
  if (studentsNow === 0) stops.push(leavingStop('no-students', { ...students, lately: 0 }));
  else if (many(students)) stops.push(leavingStop('many-students-leaving', students));
  if (many(staff)) stops.push(leavingStop('many-staff-leaving', staff));
  const leavers = stops.length > 0 ? students.leaving + staff.leaving : 0;
  const changed = (
    [
      ['many-renumbered', renumbered],
      ['many-moved', moved],
    ] as const
  )
    .map(([reason, leaving]) => ({ reason, before: students.before + staff.before, leaving }))
    .filter(many);
  const [first, ...others] = [...stops, ...changed];
  if (!first) return null;
  return { ...first, others, limitPercent, number: changed.reduce((sum, { leaving }) => sum + leaving, leavers) };
}

const leavingStop = (reason: GuardReason, { before, leaving, turned = 0, lately = 0 }: Heads): GuardStop => ({
  ...{ reason, before, leaving },
  ...(turned > 0 ? { turned } : {}),
  ...(lately > 0 ? { lately } : {}),
});
