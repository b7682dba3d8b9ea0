import type { CalendarDay } from '@app/kernel';
import type { PersonState } from './person.dto.js';

/** Where a person stands before an edit. */
export interface Standing {
  state: PersonState;
  withdrawnOn: CalendarDay | null;
  primarySiteId: string | null;
  siteIds: readonly string[];
}

export interface StandingRequest {
  state?: PersonState;
  withdrawnOn?: CalendarDay;
  primarySiteId?: string;
  siteIds?: readonly string[];
}

export interface StandingChange {
  state: PersonState;
  withdrawnOn: CalendarDay | null;
  primarySiteId: string | null;
  addedSiteIds: string[];
  removedSiteIds: string[];
  /** The primary site became another one. */
  moved: boolean;
  /** Was active, is withdrawn. */
  withdrew: boolean;
}

export type StandingRefusal = 'primary-site-not-own' | 'withdrawn-in-future' | 'withdrawn-on-without-withdrawal';

/**
 * What an edit does to a person's state and sites. A new primary site without a list of sites takes the place of the
 * old one; a withdrawal without a day is today's; coming back clears the day.
 */
export function standingAfter(
  now: Standing,
  request: StandingRequest,
  today: CalendarDay,
): StandingChange | StandingRefusal {
  const primarySiteId = request.primarySiteId ?? now.primarySiteId;
  const siteIds = new Set(request.siteIds ?? sitesAfterMove(now, primarySiteId));
  if (primarySiteId !== null && !siteIds.has(primarySiteId)) return 'primary-site-not-own';
  const state = request.state ?? now.state;
  if (state === 'active' && request.withdrawnOn !== undefined) return 'withdrawn-on-without-withdrawal';
  const withdrawnOn = state === 'active' ? null : (request.withdrawnOn ?? now.withdrawnOn ?? today);
  if (withdrawnOn !== null && withdrawnOn > today) return 'withdrawn-in-future';
  return {
    state,
    withdrawnOn,
    primarySiteId,
    addedSiteIds: [...siteIds].filter((id) => !now.siteIds.includes(id)),
    removedSiteIds: now.siteIds.filter((id) => !siteIds.has(id)),
    moved: primarySiteId !== now.primarySiteId,
    withdrew: state === 'withdrawn' && now.state === 'active',
  };
}

const sitesAfterMove = ({ siteIds, primarySiteId: old }: Standing, primarySiteId: string | null): string[] =>
  primarySiteId === null || primarySiteId === old
    ? [...siteIds]
    : [...siteIds.filter((id) => id !== old), primarySiteId];
