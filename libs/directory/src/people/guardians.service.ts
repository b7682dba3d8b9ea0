import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import { AccessLog, AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { PersonNotFound } from '../directory.errors.js';
import { scopeValue } from '../shared/scope.js';
import type { EditGuardiansDto, GuardianDto, GuardiansDto } from './guardian.dto.js';
import { lockForEdit } from './person-lock.js';
import { inScope } from './person.sql.js';

/** Who may see contacts may also keep them right. */
const CONTACTS = 'person:contacts';

const PERSON = `SELECT p.id, p.version, p.primary_site_id AS "siteId"
  FROM person asked JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id)
  WHERE asked.id = $1 AND ${inScope('$2')}`;

@Injectable()
export class GuardiansService {
  constructor(
    private readonly db: Database,
    private readonly accessLog: AccessLog,
    private readonly log: AdminLog,
  ) {}

  /**
   * One look at the contacts, with its own row `guardian.viewed` in the access log; without the row there are none.
   * @throws PersonNotFound also for people outside `person:contacts`
   */
  async view(viewer: Viewer, asked: string): Promise<GuardiansDto> {
    const db = this.db.read;
    const scope = scopeValue(viewer.sitesFor(CONTACTS));
    const [person] = await db.query<{ id: string; version: number; siteId: string | null }>(PERSON, [asked, scope]);
    if (!person) throw new PersonNotFound();
    const guardians = await guardiansOf(db, person.id);
    await this.accessLog.look(db, {
      viewer,
      action: 'guardian.viewed',
      personId: person.id,
      ...(person.siteId ? { siteId: person.siteId } : {}),
      route: 'GET /api/v1/people/:id/guardians',
      rowCount: guardians.length,
    });
    return { version: person.version, guardians };
  }

  /** Replaces a person's guardians. @throws PersonNotFound, VersionConflict */
  replace(viewer: Viewer, asked: string, { version, guardians }: EditGuardiansDto): Promise<GuardiansDto> {
    return this.db.transaction(async (tx) => {
      const { id } = await lockForEdit(tx, viewer, asked, version, CONTACTS);
      // What somebody types is theirs; a contact of the roster that they leave as it is stays the roster's.
      await tx.execute(
        `WITH before AS (DELETE FROM guardian WHERE person_id = $1 RETURNING name, relation, email, phone, origin)
         INSERT INTO guardian (person_id, id, name, relation, email, phone, language, origin)
         SELECT $1::uuid, g.*, CASE WHEN EXISTS (SELECT 1 FROM before b WHERE b.origin = 'roster'
             AND (b.name, b.relation, b.email, b.phone) IS NOT DISTINCT FROM (g.name, g.relation, g.email, g.phone)) THEN 'roster' ELSE 'hand' END
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) AS g (id, name, relation, email, phone, language)`,
        [
          id,
          guardians.map(() => newId()),
          guardians.map(({ name }) => name),
          guardians.map(({ relation }) => relation ?? null),
          guardians.map(({ email }) => email ?? null),
          guardians.map(({ phone }) => phone ?? null),
          guardians.map(({ language }) => language ?? null),
        ],
      );
      const [person] = await tx.query<{ version: number }>(
        `UPDATE person SET version = version + 1 WHERE id = $1 RETURNING version`,
        [id],
      );
      const after = { count: guardians.length };
      await this.log.record(tx, {
        viewer,
        action: 'person.guardians-replaced',
        subjectKind: 'person',
        subjectId: id,
        after,
      });
      return { version: person.version, guardians: await guardiansOf(tx, id) };
    });
  }
}

/** In the order in which they were given. */
const guardiansOf = (db: Db, personId: string): Promise<GuardianDto[]> =>
  db.query<GuardianDto>(
    `SELECT id, name, relation, email, phone, language FROM guardian WHERE person_id = $1 ORDER BY id`,
    [personId],
  );
