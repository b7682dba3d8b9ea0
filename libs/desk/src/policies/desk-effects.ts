import { OVERDUE_DEVICE } from '@app/circulation';
import type { EffectsOf, PolicyEffect } from '@app/directory';
import type { CalendarDay } from '@app/kernel';
import type { Db, SiteScope, Viewer } from '@app/platform';
import type { DESK_CHOICES } from './desk-choices.js';

interface Place {
  /** `null`: the whole district. */
  siteId: string | null;
  /** For the address of a list: `&site=LHS`. */
  query: string;
  on: CalendarDay;
  scope: readonly string[] | null;
}

type Count = (db: Db, place: Place) => Promise<Omit<PolicyEffect, 'people'>>;

/** A device of the site, or in reach of whoever asks. */
const OURS = `($1::uuid IS NULL OR d.home_site_id = $1 OR d.location_site_id = $1)
  AND ($2::uuid[] IS NULL OR d.home_site_id = ANY ($2) OR d.location_site_id = ANY ($2))`;

async function countOf(db: Db, sql: string, values: readonly unknown[]): Promise<number> {
  const [{ count }] = await db.query<{ count: number }>(sql, values);
  return count;
}

/** Devices that a choice meets: those of a condition on device `d`, and the list that shows them. */
const devices =
  (label: string, condition: string, list: string): Count =>
  async (db, { siteId, scope, query }) => ({
    label,
    count: await countOf(db, `SELECT count(*) FROM device d WHERE ${condition} AND ${OURS}`, [siteId, scope]),
    href: list.includes('?') ? `${list}${query}` : `${list}${query.replace('&', '?')}`,
  });

/** A person of the site, or in reach of whoever asks. */
const THEIRS = `p.merged_into_id IS NULL
  AND ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM person_site s WHERE s.person_id = p.id AND s.site_id = $1))
  AND ($2::uuid[] IS NULL OR EXISTS (SELECT 1 FROM person_site s WHERE s.person_id = p.id AND s.site_id = ANY ($2)))`;

const withdrawnPerson: Count = async (db, { siteId, scope, query }) => ({
  label: 'People who have left',
  count: await countOf(db, `SELECT count(*) FROM person p WHERE p.state = 'withdrawn' AND ${THEIRS}`, [siteId, scope]),
  href: `/people?state=withdrawn${query}`,
});

/** As O8 asks: of the school year of that day, under any record of the student; between school years nobody is asked. */
const agreement: Count = async (db, { siteId, scope, on }) => ({
  label: 'Students without a signed agreement of that school year',
  count: await countOf(
    db,
    `SELECT count(*) FROM person p JOIN school_year y ON $3::date BETWEEN y.starts_on AND y.ends_on
     WHERE p.kind = 'student' AND p.state = 'active' AND ${THEIRS} AND p.id NOT IN (
       SELECT coalesce(o.merged_into_id, o.id) FROM person_agreement a JOIN person o ON o.id = a.person_id WHERE a.school_year_id = y.id AND NOT a.opted_out)`,
    [siteId, scope, on],
  ),
  href: null,
});

const pastSupport: Count = async (db, { siteId, scope, query, on }) => {
  const models = await db.query<{ id: string; count: number }>(
    `SELECT m.id, count(*) FROM device d JOIN model m ON m.id = d.model_id
     WHERE m.support_ends_on < $3::date AND d.state IN ('in-stock', 'deployed') AND ${OURS} GROUP BY m.id ORDER BY 2 DESC`,
    [siteId, scope, on],
  );
  const ids = models.slice(0, 100).map(({ id }) => id);
  return {
    label: 'Devices in use or in stock whose updates have ended by then',
    count: models.reduce((sum, { count }) => sum + count, 0),
    href: ids.length === 0 ? null : `/devices?state=in-stock,deployed&model=${ids.join(',')}${query}`,
  };
};

const COUNTS: Record<(typeof DESK_CHOICES)[number]['field'], Count> = {
  heldByOther: devices(
    'Devices that are with a person now',
    'd.holder_person_id IS NOT NULL',
    '/devices?holder=person',
  ),
  withdrawnPerson,
  otherSiteDevice: devices(
    'Devices at another site than their own',
    'd.home_site_id <> d.location_site_id',
    '/devices?elsewhere=true',
  ),
  pastSupport,
  agreement,
  reservedDevice: devices(
    'Devices that are reserved for somebody now',
    'd.id IN (SELECT r.device_id FROM circulation.v_reserved r)',
    '/reservations',
  ),
  nonLoaner: devices(
    'Devices in stock outside of the loaner pool',
    `d.state = 'in-stock' AND NOT d.loaner_pool`,
    '/devices?state=in-stock&loanerPool=false',
  ),
  poolDevice: devices(
    'Devices of the loaner pool that are in stock',
    `d.state = 'in-stock' AND d.loaner_pool`,
    '/devices?state=in-stock&loanerPool=true',
  ),
  backDateDays: devices(
    'Devices that are out: their return may be dated back',
    `d.state = 'deployed'`,
    '/devices?state=deployed',
  ),
  lateReturn: devices('Devices that are overdue now', OVERDUE_DEVICE, '/devices?overdue=true'),
  swappedDevices: devices(
    'Devices that are with a person now and could be swapped',
    'd.holder_person_id IS NOT NULL',
    '/devices?holder=person',
  ),
};

const OF_PEOPLE = ['withdrawnPerson', 'agreement'];

const listOf = (scope: SiteScope): readonly string[] | null => (scope === 'all' ? null : scope);

/** What each choice would meet, at the site or in the district, as far as the viewer sees. */
export const deskEffects: EffectsOf = async (db: Db, viewer: Viewer, { key, startsOn, values }) => {
  const [site] = await db.query<{ code: string }>('SELECT code FROM site WHERE id::text = $1', [key]);
  const query = site ? `&site=${encodeURIComponent(site.code)}` : '';
  const effects: PolicyEffect[] = [];
  for (const field of Object.keys(values) as (keyof typeof COUNTS)[]) {
    const scope = listOf(viewer.sitesFor(OF_PEOPLE.includes(field) ? 'person:read' : 'device:read'));
    const effect = await COUNTS[field](db, { siteId: key, query, on: startsOn, scope });
    effects.push({ ...effect, people: [] });
  }
  return effects;
};
