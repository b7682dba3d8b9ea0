import { addDays, fiscalYearDays, fiscalYearOf } from '@app/kernel';
import type { CalendarDay, Condition, FiscalYear } from '@app/kernel';
import type { DueFacts, DuePolicy } from './due-year.rules.js';

/** A model, as far as it decides when its devices are due. */
export interface DueModel extends Pick<DueFacts, 'cycleYears' | 'supportEndsOn'> {
  id: string;
}

/** What makes a device due in a year or before it, in words that a list can be read by: any of these. */
export interface DueBy {
  /** Models whose updates end in time. */
  models: string[];
  /** Models by how early a device must have come for its cycle to end in time. */
  received: { models: string[]; before: CalendarDay }[];
  conditions: Condition[];
}

/** Due in one fiscal year: by the end of it, and not by the end of the one before. */
export interface DueIn {
  by: DueBy;
  /** `null`: what was due before is due in this year still. */
  notBy: DueBy | null;
}

/** The reverse of `dueYear`, a spec compares them. `null`: nothing is due in a year that is over. */
export function dueIn(year: FiscalYear, models: readonly DueModel[], policy: DuePolicy): DueIn | null {
  if (year < policy.firstYear) return null;
  return { by: dueBy(year, models, policy), notBy: year === policy.firstYear ? null : dueBy(year - 1, models, policy) };
}

function dueBy(year: FiscalYear, models: readonly DueModel[], { firstYear, fiscalYearStartMonth }: DuePolicy): DueBy {
  const ended = ({ supportEndsOn }: DueModel): boolean =>
    supportEndsOn !== null && fiscalYearOf(addDays(supportEndsOn, 1), fiscalYearStartMonth) <= year;
  const cycles = [...new Set(models.flatMap(({ cycleYears }) => cycleYears ?? []))];
  return {
    models: models.filter(ended).map(({ id }) => id),
    received: cycles.map((cycle) => ({
      models: models.filter(({ cycleYears }) => cycleYears === cycle).map(({ id }) => id),
      before: fiscalYearDays(year - cycle + 1, fiscalYearStartMonth).startsOn,
    })),
    conditions: [...(firstYear <= year ? (['F'] as const) : []), ...(firstYear < year ? (['D'] as const) : [])],
  };
}
