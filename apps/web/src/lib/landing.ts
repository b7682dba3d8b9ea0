import type { CalendarDay } from '@app/kernel';
import { addDays } from '@app/kernel';
import { can, helps, type Session } from './session.js';

/** Before the last day of a school year devices come back: that long a desk opens on Check in. */
const COLLECTION_DAYS = 30;

export interface SchoolYearDays {
  startsOn: CalendarDay;
  endsOn: CalendarDay;
}

export const isCollectionSeason = (years: readonly SchoolYearDays[], today: CalendarDay): boolean =>
  years.some(({ endsOn }) => today <= endsOn && today >= addDays(endsOn, -COLLECTION_DAYS));

/** Somebody who works at a desk and runs no school: a site clerk. */
const worksAtDesk = (session: Session): boolean =>
  can(session, 'device:check-out') && can(session, 'person:contacts') && !can(session, 'scan:undo-any');

const mayOnlyRead = (session: Session): boolean => can(session, 'admin-log:read') && !can(session, 'scan:use');

/** The page of the work that a role is there for; Home for the others. */
export function landingOf(session: Session, collecting: boolean): string {
  if (helps(session)) return '/scan/out';
  if (mayOnlyRead(session)) return '/log';
  const schools = session.permissions['scan:undo-any'] as 'all' | string[] | undefined;
  if (Array.isArray(schools)) {
    const school = session.sites.find(({ id }) => schools.includes(id));
    return school ? `/sites/${encodeURIComponent(school.code)}` : '/';
  }
  // `/scan` is the mode that was used last.
  if (worksAtDesk(session)) return collecting ? '/scan/in' : '/scan';
  return '/';
}
