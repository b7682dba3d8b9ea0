import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { SitesService } from '../sites/sites.service.js';
import type { HomeroomDto, HomeroomListDto } from './homeroom.dto.js';

/** Each belongs to somebody: a site has fewer students. */
const MOST = 2_000;

@Injectable()
export class HomeroomsService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
  ) {}

  /** Of those whom a roll of the site names. @throws SiteNotFound outside `person:read` */
  async list(viewer: Viewer, siteId: string): Promise<HomeroomListDto> {
    await this.sites.requireAll(this.db.read, viewer, 'person:read', [siteId]);
    const rows = await this.db.read.query<Omit<HomeroomDto, 'name'> & { name: string | null }>(
      `SELECT p.homeroom AS name, count(*) AS students FROM person p
       WHERE p.primary_site_id = $1 AND p.kind = 'student' AND p.state = 'active' AND p.merged_into_id IS NULL
       GROUP BY p.homeroom ORDER BY p.homeroom COLLATE natural_order NULLS FIRST, p.homeroom LIMIT ${MOST}`,
      [siteId],
    );
    return {
      items: rows.flatMap(({ name, students }) => (name === null ? [] : [{ name, students }])),
      without: rows.find(({ name }) => name === null)?.students ?? 0,
    };
  }
}
