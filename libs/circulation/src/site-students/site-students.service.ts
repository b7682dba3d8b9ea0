import { Injectable } from '@nestjs/common';
import type { PeoplePageDto } from '@app/directory';
import { PeopleFacade, SitesFacade, totalOf } from '@app/directory';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Viewer } from '@app/platform';
import { ONE_TO_ONE } from './one-to-one.sql.js';
import type { DeviceFilterWord, SiteStudentsQuery } from './site-students.dto.js';

/** `= true` keeps the look for a loan a probe for each student on the way. */
const HAS = 'EXISTS (SELECT 1 FROM circulation.v_borrower b WHERE b.person_id = v.id)';
const CONDITIONS: Record<DeviceFilterWord, string> = {
  with: `${HAS} = true`,
  without: `${HAS} = false`,
  'one-to-one': `o.standing IN ('out', 'kept')`,
  'to-return': `o.standing = 'out'`,
  kept: `o.standing = 'kept'`,
  returned: `o.standing = 'returned'`,
};

const found = (device: DeviceFilterWord | undefined): string => `FROM directory.v_student v
  ${device && CONDITIONS[device].startsWith('o.') ? ONE_TO_ONE : ''}
  WHERE v.site_id = $1 AND ($2::text[] IS NULL OR v.grade = ANY ($2))${device ? ` AND ${CONDITIONS[device]}` : ''}`;
/** In the order of the index of names. */
const students = (device: DeviceFilterWord | undefined): string => `SELECT v.id ${found(device)}
    AND ($3::uuid IS NULL OR (v.sort_name, v.id) > ((SELECT p.sort_name FROM person p WHERE p.id = $3), $3))
  ORDER BY v.sort_name, v.id LIMIT $4`;

@Injectable()
export class SiteStudentsService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly sites: SitesFacade,
  ) {}

  /** @throws SiteNotFound outside `person:read` */
  async list(
    viewer: Viewer,
    siteId: string,
    { device, grade, after, limit }: SiteStudentsQuery,
  ): Promise<PeoplePageDto> {
    const db = this.db.read;
    const last = lastOf(after);
    await this.sites.require(db, viewer, 'person:read', [siteId]);
    const rows = await db.query<{ id: string }>(students(device), [siteId, grade ?? null, last, limit + 1]);
    const ids = rows.slice(0, limit).map(({ id }) => id);
    const next = rows.length > limit ? encodeCursor([ids.at(-1) ?? null]) : null;
    const total = await totalOf(db, found(device), [siteId, grade ?? null]);
    return { items: await this.people.rows(db, viewer, ids), next, total };
  }
}

/** The last student of the page before: a cursor stands in an address, so it carries no name. */
function lastOf(after: string | undefined): string | null {
  if (after === undefined) return null;
  const [id] = decodeCursor(after, 1) ?? [];
  if (!isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return id;
}
