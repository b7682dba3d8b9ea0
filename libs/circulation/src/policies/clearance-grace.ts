import type { EffectsOf, PolicyKind } from '@app/directory';
import type { CalendarDay } from '@app/kernel';
import type { Db } from '@app/platform';

/** Where a row says nothing. */
const USUAL_DAYS = 5;

/** What is open keeps its day; the year behind says how many will be meant. */
const effects: EffectsOf = async (db, _viewer, { key }) => {
  const [{ open, year }] = await db.query<{ open: number; year: number }>(
    `SELECT count(*) FILTER (WHERE c.state = 'open') AS open,
       count(*) FILTER (WHERE c.due_on > directory_day(clock_timestamp()) - 365 AND c.state <> 'cancelled'
         AND EXISTS (SELECT 1 FROM clearance_item i WHERE i.clearance_id = c.id)) AS year
     FROM clearance c JOIN person p ON p.id = c.person_id WHERE p.kind = $1`,
    [key],
  );
  return [
    { label: 'Open clearances, which keep the day they have', count: open, href: '/clearances', people: [] },
    { label: 'People who left with a device in the last year', count: year, href: null, people: [] },
  ];
};

export const CLEARANCE_GRACE: PolicyKind = {
  kind: 'clearance-grace',
  label: 'Returns of people who leave',
  description: 'Devices are due on the last day; when they count as late.',
  table: 'policy_clearance',
  keyColumn: 'person_kind',
  keys: [
    { key: 'student', label: 'Students' },
    { key: 'staff', label: 'Staff' },
  ],
  fields: [
    {
      field: 'graceSchoolDays',
      column: 'grace_school_days',
      label: 'Days to bring it back',
      description: 'School days of the site after the last day; the clearance is late from the day after them.',
      allowed: { min: 0, max: 60, unit: 'school days' },
    },
  ],
  effects,
};

/** School days that somebody has who leaves on a day. */
export async function graceSchoolDays(db: Db, personId: string, withdrawnOn: CalendarDay): Promise<number> {
  const [row] = await db.query<{ days: number | null }>(
    `SELECT c.grace_school_days AS days FROM person p JOIN policy_clearance c ON c.person_kind = p.kind AND c.effective @> $2::date
     WHERE p.id = $1`,
    [personId, withdrawnOn],
  );
  return row?.days ?? USUAL_DAYS;
}
