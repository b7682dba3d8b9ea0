import type { CalendarDay } from '@app/kernel';
import type { Db } from '@app/platform';
import type { SchoolCalendar } from './school-days.rules.js';

const hours = (owner: string): string => `coalesce((SELECT jsonb_agg(jsonb_build_object('weekday', weekday,
  'closesAt', to_char(closes_at, 'HH24:MI'))) FROM school_hours WHERE ${owner}), '[]')`;
const days = (owner: string): string => `coalesce((SELECT jsonb_agg(jsonb_build_object('on', on_day, 'kind', kind,
  'closesAt', to_char(closes_at, 'HH24:MI'))) FROM calendar_day WHERE ${owner} AND on_day >= $2), '[]')`;

/** The calendar that holds at a site from a day on. */
export async function schoolCalendar(db: Db, siteId: string, from: CalendarDay): Promise<SchoolCalendar> {
  const [calendar] = await db.query<SchoolCalendar>(
    `SELECT coalesce((SELECT time_zone FROM district), 'UTC') AS "timeZone",
       ${hours('site_id IS NULL')} AS "districtHours", ${hours('site_id = $1')} AS "siteHours",
       ${days('site_id IS NULL')} AS "districtDays", ${days('site_id = $1')} AS "siteDays",
       coalesce((SELECT jsonb_agg(jsonb_build_object('startsOn', starts_on, 'endsOn', ends_on)) FROM school_year), '[]') AS years`,
    [siteId, from],
  );
  return calendar;
}
