import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { CollectionDto, GradeCollectionDto } from './collection.dto.js';
import { LAST_DAY, ONE_TO_ONE } from './one-to-one.sql.js';

const BY_GRADE = `SELECT v.grade, count(*) FILTER (WHERE o.standing = 'out')::integer AS out,
    count(*) FILTER (WHERE o.standing = 'returned')::integer AS returned, count(*) FILTER (WHERE o.standing = 'kept')::integer AS kept
  FROM directory.v_student v ${ONE_TO_ONE} WHERE v.site_id = $1 AND o.standing IS NOT NULL GROUP BY v.grade
  ORDER BY count(*) FILTER (WHERE o.standing = 'returned')::float / nullif(count(*) FILTER (WHERE o.standing <> 'kept'), 0) NULLS LAST, v.grade`;

/** How far a school is with taking back its 1:1 devices. */
@Injectable()
export class CollectionService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
  ) {}

  /** The grade that is furthest behind first. @throws SiteNotFound outside `device:read` */
  async ofSite(viewer: Viewer, siteId: string): Promise<CollectionDto> {
    const db = this.db.read;
    await this.sites.require(db, viewer, 'device:read', [siteId]);
    const asOf = new Date().toISOString();
    const [{ lastDay }] = await db.query<{ lastDay: string | null }>(`SELECT ${LAST_DAY} AS "lastDay"`);
    return { asOf, lastDay, grades: await db.query<GradeCollectionDto>(BY_GRADE, [siteId]) };
  }
}
