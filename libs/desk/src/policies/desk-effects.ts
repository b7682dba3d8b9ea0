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

const heldByOther: Count = async (db, { siteId, scope, query }) => ({
  label: 'Devices that are with a person now',
  count: await countOf(db, `SELECT count(*) FROM device d WHERE d.holder_person_id IS NOT NULL AND ${OURS}`, [
    siteId,
    scope,
  ]),
  href: `/devices?holder=person${query}`,
});

const withdrawnPerson: Count = async (db, { siteId, scope, query }) => ({
  label: 'People who have left',
  count: await countOf(
    db,
    `SELECT count(*) FROM person p WHERE p.state = 'withdrawn' AND p.merged_into_id IS NULL
       AND ($1::uuid IS NULL OR EXISTS (SELECT 1 FROM person_site s WHERE s.person_id = p.id AND s.site_id = $1))
       AND ($2::uuid[] IS NULL OR EXISTS (SELECT 1 FROM person_site s WHERE s.person_id = p.id AND s.site_id = ANY ($2)))`,
    [siteId, scope],
  ),
  href: `/people?state=withdrawn${query}`,
});

const otherSiteDevice: Count = async (db, { siteId, scope, query }) => ({
  label: 'Devices at another site than their own',
  count: await countOf(db, `SELECT count(*) FROM device d WHERE d.home_site_id <> d.location_site_id AND ${OURS}`, [
    siteId,
    scope,
  ]),
  href: `/devices?elsewhere=true${query}`,
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

/** By choice; one without an entry reaches no records that could be counted. */
const COUNTS: Partial<Record<string, Count>> = {
  heldByOther,
  withdrawnPerson,
  otherSiteDevice,
  pastSupport,
} satisfies Partial<Record<(typeof DESK_CHOICES)[number]['field'], Count>>;

const listOf = (scope: SiteScope): readonly string[] | null => (scope === 'all' ? null : scope);

/** What each choice would meet, at the site or in the district, as far as the viewer sees. */
export const deskEffects: EffectsOf = async (db: Db, viewer: Viewer, { key, startsOn, values }) => {
  const [site] = await db.query<{ code: string }>('SELECT code FROM site WHERE id::text = $1', [key]);
  const query = site ? `&site=${encodeURIComponent(site.code)}` : '';
  const effects: PolicyEffect[] = [];
  for (const field of Object.keys(values)) {
    const scope = listOf(viewer.sitesFor(field === 'withdrawnPerson' ? 'person:read' : 'device:read'));
    const effect = await COUNTS[field]?.(db, { siteId: key, query, on: startsOn, scope });
    if (effect) effects.push({ ...effect, people: [] });
  }
  return effects;
};
