import { Injectable } from '@nestjs/common';
import { Database, Viewer } from '@app/platform';
import { StationNotFound } from '../desk.errors.js';

export interface Station {
  id: string;
  siteId: string;
  siteCode: string;
  name: string;
}

@Injectable()
export class StationService {
  constructor(private readonly db: Database) {}

  list(viewer: Viewer): Promise<Station[]> {
    const scope = viewer.sitesFor('scan:use');
    return this.db.read.query<Station>(
      `SELECT t.id, t.site_id AS "siteId", s.code AS "siteCode", t.name
         FROM station t JOIN site s ON s.id = t.site_id
        WHERE t.active AND ($1::uuid[] IS NULL OR t.site_id = ANY ($1)) ORDER BY s.code, t.name LIMIT 2000`,
      [scope === 'all' ? null : scope],
    );
  }

  /** Where a desk may send devices: any open site, by code and name and nothing more. */
  destinations(): Promise<{ id: string; code: string; name: string }[]> {
    return this.db.read.query('SELECT id, code, name FROM site WHERE active ORDER BY code LIMIT 2000');
  }

  /** The desk of that name at the site: the one that stands there already, or a new one. @throws StationNotFound */
  open(viewer: Viewer, request: { siteId: string; name: string }): Promise<Station> {
    const scope = viewer.sitesFor('scan:use');
    if (scope !== 'all' && !scope.includes(request.siteId)) throw new StationNotFound();
    return this.db.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO station (site_id, name, created_by) SELECT id, $2, $3 FROM site WHERE id = $1 AND active
         ON CONFLICT (site_id, name) DO UPDATE SET active = true`,
        [request.siteId, request.name, viewer.accountId],
      );
      const [station] = await tx.query<Station>(
        `SELECT t.id, t.site_id AS "siteId", s.code AS "siteCode", t.name
           FROM station t JOIN site s ON s.id = t.site_id WHERE t.site_id = $1 AND t.name = $2`,
        [request.siteId, request.name],
      );
      if (!station) throw new StationNotFound();
      return station;
    });
  }
}
