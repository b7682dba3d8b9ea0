import type { CalendarDay } from '@app/kernel';
import type { PolicyField, PolicyKind, PolicyValue, PolicyValues } from './policy.js';

export interface Fault {
  field: string;
  message: string;
}

/** What the values of a change have wrong, by field. `mayFollow`: a site's, which may follow the district again. */
export function policyFaults(fields: readonly PolicyField[], values: PolicyValues, mayFollow: boolean): Fault[] {
  const known = new Map(fields.map((each) => [each.field, each]));
  const entries = Object.entries(values);
  if (entries.length === 0) return [{ field: 'values', message: 'must change something' }];
  return entries.flatMap(([field, value]) => {
    const policy = known.get(field);
    if (!policy) return [{ field, message: 'is no field of this policy' }];
    const message = value === null ? (mayFollow ? null : 'must be given') : valueFault(policy, value);
    return message === null ? [] : [{ field, message }];
  });
}

function valueFault({ allowed }: PolicyField, value: PolicyValue): string | null {
  if ('choices' in allowed) {
    const words = allowed.choices.map((choice) => choice.value);
    return words.includes(value as string) ? null : `must be one of ${words.join(', ')}`;
  }
  const { min, max } = allowed;
  const fits = Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
  return fits ? null : `must be a whole number from ${min} to ${max}`;
}

/** Why a change cannot start on a day, or `null`. `after`: the start of the newest row of the same key. */
export function startFault(startsOn: CalendarDay, today: CalendarDay, after: CalendarDay | null): string | null {
  if (startsOn < today) return 'must be today or later: what was decided stays as it was decided';
  if (after !== null && startsOn <= after) return `must be after ${after}, when the last change starts`;
  return null;
}

/** The fields of a change that differ from the row before it. */
export const differing = (before: PolicyValues | null, values: PolicyValues): PolicyValues =>
  Object.fromEntries(Object.entries(values).filter(([field, value]) => (before?.[field] ?? null) !== value));

export const isKeyOf = ({ keys }: PolicyKind, key: string | null): boolean =>
  keys === 'sites' || (key !== null && keys.some((each) => each.key === key));
