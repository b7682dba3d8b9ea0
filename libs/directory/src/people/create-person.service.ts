import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { SitesService } from '../sites/sites.service.js';
import type { NewPersonDto, PersonDto } from './person.dto.js';
import { PERSON_FIELDS, PERSON_SITE } from './person.sql.js';

@Injectable()
export class CreatePersonService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly log: AdminLog,
  ) {}

  /** @throws SiteNotFound (a site outside `person:edit`), SiteClosed, PersonNumberTaken, PersonNumberReserved */
  create(viewer: Viewer, request: NewPersonDto): Promise<PersonDto> {
    const siteIds = [...new Set([request.primarySiteId, ...(request.otherSiteIds ?? [])])];
    return this.db.transaction(async (tx) => {
      await this.sites.requireOpen(tx, viewer, 'person:edit', siteIds);
      const id = newId();
      const { kind, number, givenName, familyName, grade, homeroom, language, email, primarySiteId } = request;
      await tx.execute(
        `INSERT INTO person (id, kind, number, given_name, family_name, grade, homeroom, language, email, primary_site_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          kind,
          number,
          givenName,
          familyName,
          grade ?? null,
          homeroom ?? null,
          language ?? null,
          email ?? null,
          primarySiteId,
        ],
      );
      await tx.execute(`INSERT INTO person_site (person_id, site_id) SELECT $1, unnest($2::uuid[])`, [id, siteIds]);
      const after = { kind, siteIds };
      await this.log.record(tx, { viewer, action: 'person.created', subjectKind: 'person', subjectId: id, after });
      return loadPerson(tx, id);
    });
  }
}

/** A person whose scope has been checked. */
export async function loadPerson(db: Db, id: string): Promise<PersonDto> {
  const [person] = await db.query<PersonDto>(`SELECT ${PERSON_FIELDS} FROM person p ${PERSON_SITE} WHERE p.id = $1`, [
    id,
  ]);
  return person;
}
