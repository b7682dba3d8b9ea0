import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { CollectionDto, GradeCollectionDto } from './collection.dto.js';
import { HAS_RETURNED, KEEPS_ONE_TO_ONE } from './one-to-one.sql.js';

const BY_GRADE = `SELECT v.grade, count(*) FILTER (WHERE v.keeps)::integer AS out, count(*) FILTER (WHERE v.returned)::integer AS returned
  FROM (SELECT v.grade, ${KEEPS_ONE_TO_ONE} AS keeps, ${HAS_RETURNED} AS returned FROM directory.v_student v WHERE v.site_id = $1) AS v
  WHERE v.keeps OR v.returned GROUP BY v.grade
  ORDER BY count(*) FILTER (WHERE v.returned)::float / count(*), v.grade`;

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
    return { asOf, grades: await db.query<GradeCollectionDto>(BY_GRADE, [siteId]) };
  }
}
