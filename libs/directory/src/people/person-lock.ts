import type { Tx, Viewer } from '@app/platform';
import { PersonForgotten, PersonNotFound, VersionConflict } from '../directory.errors.js';
import { scopeValue } from '../shared/scope.js';
import type { Standing } from './person-change.rules.js';
import { inScope } from './person.sql.js';

export interface LockedPerson extends Standing {
  id: string;
  grade: string | null;
  version: number;
}

/**
 * Locks a person for an edit (merges resolved) and checks scope and version. Two statements: what the second one reads
 * is as it stands after the wait for the lock.
 * @throws PersonNotFound outside the permission, PersonForgotten, VersionConflict
 */
export async function lockForEdit(
  tx: Tx,
  viewer: Viewer,
  asked: string,
  version: number,
  permission = 'person:edit',
): Promise<LockedPerson> {
  const [locked] = await tx.query<{ id: string }>(
    `SELECT id FROM person WHERE id = (SELECT coalesce(merged_into_id, id) FROM person WHERE id = $1) FOR NO KEY UPDATE`,
    [asked],
  );
  if (!locked) throw new PersonNotFound();
  const [person] = await tx.query<LockedPerson & { forgotten: boolean }>(
    `SELECT p.id, p.grade, p.version, p.state, p.withdrawn_on AS "withdrawnOn", p.primary_site_id AS "primarySiteId", p.forgotten_at IS NOT NULL AS forgotten,
       ARRAY (SELECT site_id FROM person_site WHERE person_id = p.id ORDER BY site_id) AS "siteIds"
     FROM person p WHERE p.id = $1 AND ${inScope('$2')}`,
    [locked.id, scopeValue(viewer.sitesFor(permission))],
  );
  if (!person) throw new PersonNotFound();
  if (person.forgotten) throw new PersonForgotten();
  if (person.version !== version) throw new VersionConflict('person', person.version);
  return person;
}
