import { Injectable } from '@nestjs/common';
import { AccessLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { PersonNotFound } from '../directory.errors.js';
import { scopeValue } from '../shared/scope.js';
import type { LoanLimitsDto, PersonDetailDto } from './person.dto.js';
import { inScope, PERSON_FIELDS, PERSON_SITE } from './person.sql.js';

/** A merged record stands for the one it was merged into; a merge points earlier ones there too, so one step is enough. */
const DETAIL = `
  SELECT ${PERSON_FIELDS}, p.language, p.email, p.do_not_contact_at AS "doNotContactSince",
    (SELECT max(a.signed_on) FROM person_agreement a JOIN school_year y ON y.id = a.school_year_id
      WHERE a.person_id = ANY (directory_person_ids(p.id)) AND directory_day(clock_timestamp()) BETWEEN y.starts_on AND y.ends_on)
      AS "agreementSignedOn",
    EXISTS (SELECT 1 FROM person_agreement a JOIN school_year y ON y.id = a.school_year_id
      WHERE a.person_id = ANY (directory_person_ids(p.id)) AND a.opted_out
        AND directory_day(clock_timestamp()) BETWEEN y.starts_on AND y.ends_on) AS "agreementOptedOut",
    CASE WHEN ${inScope('$3')} THEN p.do_not_contact_reason END AS "doNotContactReason",
    directory_person_facts(p.id, p.primary_site_id, directory_day(clock_timestamp())) -> 'limits' AS limits,
    (SELECT count(*)::int FROM guardian g WHERE g.person_id = p.id) AS "guardianCount",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)
        ORDER BY o.id = p.primary_site_id DESC, o.name, o.id), '[]')
      FROM person_site os JOIN site o ON o.id = os.site_id WHERE os.person_id = p.id) AS sites
  FROM person asked JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id) ${PERSON_SITE}
  WHERE asked.id = $1 AND ${inScope('$2')}`;

interface DetailRow extends Omit<PersonDetailDto, 'limits'> {
  limits: Record<'one-to-one' | 'daily' | 'long' | 'in-school' | 'summer', number>;
}

@Injectable()
export class PersonDetailService {
  constructor(
    private readonly db: Database,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * One look at a person: the detail, and the row `person.viewed` in the access log. Without the row there is no detail.
   * @throws PersonNotFound also for people outside `person:read`
   */
  async view(viewer: Viewer, id: string): Promise<PersonDetailDto> {
    const person = await this.load(this.db.read, viewer, id);
    await this.accessLog.look(this.db.read, {
      viewer,
      action: 'person.viewed',
      personId: person.id,
      ...(person.site ? { siteId: person.site.id } : {}),
      route: 'GET /api/v1/people/:id',
    });
    return person;
  }

  private async load(db: Db, viewer: Viewer, id: string): Promise<PersonDetailDto> {
    const [row] = await db.query<DetailRow>(DETAIL, [
      id,
      scopeValue(viewer.sitesFor('person:read')),
      scopeValue(viewer.sitesFor('person:contacts')),
    ]);
    if (!row) throw new PersonNotFound();
    return { ...row, limits: limitsOf(row) };
  }
}

const limitsOf = ({ limits }: DetailRow): LoanLimitsDto => ({
  oneToOne: limits['one-to-one'],
  daily: limits.daily,
  long: limits.long,
  inSchool: limits['in-school'],
  summer: limits.summer,
});
