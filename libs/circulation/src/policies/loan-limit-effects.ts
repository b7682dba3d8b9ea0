import type { EffectsOf, PeopleFacade, PolicyEffect } from '@app/directory';
import { LOAN_LIMITS } from '@app/directory';
import type { LoanType } from '../loans/loan.dto.js';

/** Field of the limit → type of loan. */
const TYPES: Record<string, LoanType> = {
  limitOneToOne: 'one-to-one',
  limitDaily: 'daily',
  limitLong: 'long',
  limitInSchool: 'in-school',
  limitSummer: 'summer',
};
const SHOWN = 100;

/** People who have more now than a new limit allows, where no program of their site and grade decides. */
export const loanLimitEffects =
  (people: PeopleFacade): EffectsOf =>
  async (db, viewer, { key, startsOn, values }) => {
    const effects: PolicyEffect[] = [];
    for (const [field, most] of Object.entries(values)) {
      const over = await db.query<{ id: string; has: number; total: number }>(
        `SELECT p.id, count(*) AS has, count(*) OVER () AS total
         FROM loan l JOIN person o ON o.id = l.person_id JOIN person p ON p.id = coalesce(o.merged_into_id, o.id)
         WHERE l.returned_at IS NULL AND l.type = $1 AND p.kind = $2 AND NOT EXISTS (
           SELECT 1 FROM program g JOIN school_year y ON y.id = g.school_year_id
           WHERE p.kind = 'student' AND g.site_id = p.primary_site_id AND g.grade = p.grade AND $4::date BETWEEN y.starts_on AND y.ends_on)
         GROUP BY p.id HAVING count(*) > $3 ORDER BY 2 DESC, 1 LIMIT ${SHOWN}`,
        [TYPES[field], key, most, startsOn],
      );
      const shown = await people.display(
        db,
        viewer,
        over.map(({ id }) => id),
      );
      const label = LOAN_LIMITS.fields.find((each) => each.field === field)?.label ?? field;
      effects.push({
        label: `People with more than ${most} now: ${label}`,
        count: over[0]?.total ?? 0,
        href: null,
        people: over.flatMap(({ id, has }) => {
          const person = shown.get(id);
          return person ? [{ id: person.id, display: person.display, siteCode: person.siteCode, has }] : [];
        }),
      });
    }
    return effects;
  };
