import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { SitesService } from '../sites/sites.service.js';
import type { HomeroomDto, HomeroomListDto } from './homeroom.dto.js';

/** Each belongs to somebody: a site has fewer students. */
const MOST = 2_000;

type HomeroomRow = Omit<HomeroomDto, 'name'> & { name: string | null; grades: string[] };

@Injectable()
export class HomeroomsService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
  ) {}

  /** Of those whom a roll of the site names. @throws SiteNotFound outside `person:read` */
  async list(viewer: Viewer, siteId: string): Promise<HomeroomListDto> {
    await this.sites.requireAll(this.db.read, viewer, 'person:read', [siteId]);
    const rows = await this.db.read.query<HomeroomRow>(
      `SELECT p.homeroom AS name, count(*) AS students, array_remove(array_agg(DISTINCT p.grade), NULL) AS grades FROM person p
       WHERE p.primary_site_id = $1 AND p.kind = 'student' AND p.state = 'active' AND p.merged_into_id IS NULL
       GROUP BY p.homeroom ORDER BY p.homeroom COLLATE natural_order NULLS FIRST, p.homeroom LIMIT ${MOST}`,
      [siteId],
    );
    return {
      items: rows.flatMap(({ name, students }) => (name === null ? [] : [{ name, students }])),
      grades: [...new Set(rows.flatMap(({ grades }) => grades))],
      without: rows.find(({ name }) => name === null)?.students ?? 0,
    };
  }
}
