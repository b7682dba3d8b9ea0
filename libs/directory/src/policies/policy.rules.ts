import type { CalendarDay } from '@app/kernel';
import type { DistrictProfile } from '../district/district.dto.js';
import type { PolicyChoice, PolicyField, PolicyKind, PolicyValue, PolicyValues } from './policy.js';

export interface Fault {
  field: string;
  message: string;
}

export interface PolicyPlace {
  profile: DistrictProfile;
  /** A site's, which may follow the district again. */
  mayFollow: boolean;
}

/** The law that keeps a district of the profile from a choice, or `null`. */
export const barredBy = ({ barred }: PolicyChoice, profile: DistrictProfile): string | null =>
  barred?.profile === profile ? barred.law : null;

/** What the values of a change have wrong, by field. */
export function policyFaults(fields: readonly PolicyField[], values: PolicyValues, place: PolicyPlace): Fault[] {
  const known = new Map(fields.map((each) => [each.field, each]));
  const entries = Object.entries(values);
  if (entries.length === 0) return [{ field: 'values', message: 'must change something' }];
  return entries.flatMap(([field, value]) => {
    const policy = known.get(field);
    if (!policy) return [{ field, message: 'is no field of this policy' }];
    const message =
      value === null ? (place.mayFollow ? null : 'must be given') : valueFault(policy, value, place.profile);
    return message === null ? [] : [{ field, message }];
  });
}

function valueFault({ allowed }: PolicyField, value: PolicyValue, profile: DistrictProfile): string | null {
  if ('choices' in allowed) {
    const open = allowed.choices.filter((choice) => barredBy(choice, profile) === null).map((choice) => choice.value);
    if (open.includes(value as string)) return null;
    const chosen = allowed.choices.find((choice) => choice.value === value);
    const law = chosen && barredBy(chosen, profile);
    return `must be one of ${open.join(', ')}${law ? `: ${law}` : ''}`;
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
