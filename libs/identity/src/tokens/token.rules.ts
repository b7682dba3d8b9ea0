import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';
import type { SiteScope } from '@app/platform';

export const MOST_DAYS = 365;

/** Never for a program: who could make accounts could make itself more than it is. */
const NEVER = new Set(['account:manage', 'token:make']);

export interface TokenWish {
  permissions: readonly string[];
  /** `null`: wherever the maker holds the permission. */
  siteIds: readonly string[] | null;
  expiresOn: CalendarDay;
}

export interface TokenFault {
  field: 'permissions' | 'siteIds' | 'expiresOn';
  message: string;
}

/** Why a token cannot be made: it is never for more than its maker may do, nor for longer than a year. */
export function tokenFault(
  { permissions, siteIds, expiresOn }: TokenWish,
  rights: ReadonlyMap<string, SiteScope>,
  today: CalendarDay,
): TokenFault | null {
  const never = permissions.filter((permission) => NEVER.has(permission));
  if (never.length > 0) return { field: 'permissions', message: `are never for a program: ${never.join(', ')}` };
  const lacking = permissions.filter((permission) => !rights.has(permission));
  if (lacking.length > 0) return { field: 'permissions', message: `are not the maker's own: ${lacking.join(', ')}` };
  const nowhere = permissions.filter((permission) => !reaches(rights.get(permission)!, siteIds));
  if (nowhere.length > 0)
    return { field: 'siteIds', message: `are outside of the maker's own for ${nowhere.join(', ')}` };
  if (expiresOn < today || expiresOn > addDays(today, MOST_DAYS))
    return { field: 'expiresOn', message: `must be from today to ${addDays(today, MOST_DAYS)}` };
  return null;
}

/** Each site that is asked for is one where the permission holds. */
const reaches = (scope: SiteScope, siteIds: readonly string[] | null): boolean =>
  siteIds === null || scope === 'all' || siteIds.every((id) => scope.includes(id));
