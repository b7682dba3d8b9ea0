import type { Db } from '@app/platform';

/** The columns of `PersonDto`, for `FROM person p` with `PERSON_SITE`. */
export const PERSON_FIELDS = `p.id, p.kind, p.number, p.given_name AS "givenName", p.family_name AS "familyName", p.grade, p.homeroom,
  p.state, p.withdrawn_on AS "withdrawnOn", p.temporary, p.forgotten_at IS NOT NULL AS forgotten,
  p.do_not_contact_reason IS NOT NULL AS "doNotContact", p.version,
  CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) END AS site`;

export const PERSON_SITE = `LEFT JOIN site s ON s.id = p.primary_site_id`;

/** One of the person's sites is in the list bound at `place`; an unbound (NULL) list is the whole district. */
export const inScope = (place: string, person = 'p'): string =>
  `(${place}::uuid[] IS NULL OR EXISTS (
    SELECT 1 FROM person_site ps WHERE ps.person_id = ${person}.id AND ps.site_id = ANY (${place})))`;

/** Every record of a person: the one that stands for them and those merged into it. */
export const recordsOf = async (db: Db, personId: string): Promise<readonly string[]> => {
  const [{ ids }] = await db.query<{ ids: string[] }>('SELECT directory_person_ids($1) AS ids', [personId]);
  return ids.length > 0 ? ids : [personId];
};
