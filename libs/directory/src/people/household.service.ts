import { Injectable } from '@nestjs/common';
import { AccessLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { PersonNotFound } from '../directory.errors.js';
import { scopeValue } from '../shared/scope.js';
import type { PersonDto } from './person.dto.js';
import { inScope, PERSON_FIELDS, PERSON_SITE } from './person.sql.js';

const MOST_SIBLINGS = 20;

@Injectable()
export class HouseholdService {
  constructor(
    private readonly db: Database,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * Students who have a guardian's address or telephone in common with this one: siblings, most likely. Whoever may see contacts
   * may see what follows from them. @throws PersonNotFound
   */
  async of(viewer: Viewer, asked: string): Promise<PersonDto[]> {
    const db = this.db.read;
    const scope = scopeValue(viewer.sitesFor('person:contacts'));
    const [person] = await db.query<{ id: string; siteId: string | null }>(
      `SELECT p.id, p.primary_site_id AS "siteId" FROM person asked JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id)
       WHERE asked.id = $1 AND ${inScope('$2')}`,
      [asked, scope],
    );
    if (!person) throw new PersonNotFound();
    await this.accessLog.look(db, {
      ...{ viewer, action: 'household.viewed', personId: person.id, route: 'GET /api/v1/people/:id/household' },
      ...(person.siteId ? { siteId: person.siteId } : {}),
    });
    return db.query<PersonDto>(
      `SELECT ${PERSON_FIELDS} FROM person p ${PERSON_SITE}
       WHERE p.id IN (SELECT o.person_id FROM guardian g JOIN guardian o ON o.email_key = g.email_key WHERE g.person_id = $1
           UNION SELECT o.person_id FROM guardian g JOIN guardian o ON o.phone_key = g.phone_key WHERE g.person_id = $1)
         AND p.id <> $1 AND p.merged_into_id IS NULL AND ${inScope('$2')}
       ORDER BY p.sort_name, p.id LIMIT ${MOST_SIBLINGS}`,
      [person.id, scope],
    );
  }
}
