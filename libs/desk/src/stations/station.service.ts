import { Injectable } from '@nestjs/common';
import { Database, Viewer } from '@app/platform';
import { StationNotFound } from '../desk.errors.js';
import type { StationSetupDto } from './station-setup.dto.js';

export type StationSetup = StationSetupDto;

export interface Station {
  id: string;
  siteId: string;
  siteCode: string;
  name: string;
  setup: StationSetup | null;
  setupAt: string | null;
}

const FIELDS = `t.id, t.site_id AS "siteId", s.code AS "siteCode", t.name, t.setup, t.setup_at AS "setupAt"`;

@Injectable()
export class StationService {
  constructor(private readonly db: Database) {}

  list(viewer: Viewer): Promise<Station[]> {
    const scope = viewer.sitesFor('scan:use');
    return this.db.read.query<Station>(
      `SELECT ${FIELDS}
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
        `SELECT ${FIELDS}
           FROM station t JOIN site s ON s.id = t.site_id WHERE t.site_id = $1 AND t.name = $2`,
        [request.siteId, request.name],
      );
      if (!station) throw new StationNotFound();
      return station;
    });
  }

  /** The newest check of the desk stands in place of the one before. @throws StationNotFound */
  saveSetup(viewer: Viewer, id: string, setup: StationSetup): Promise<Station> {
    const scope = viewer.sitesFor('scan:use');
    return this.db.transaction(async (tx) => {
      await tx.execute(
        `UPDATE station SET setup = $2, setup_at = clock_timestamp(), setup_by = $3
          WHERE id = $1 AND active AND ($4::uuid[] IS NULL OR site_id = ANY ($4))`,
        [id, JSON.stringify(setup), viewer.accountId, scope === 'all' ? null : scope],
      );
      const [station] = await tx.query<Station>(
        `SELECT ${FIELDS} FROM station t JOIN site s ON s.id = t.site_id
          WHERE t.id = $1 AND t.active AND ($2::uuid[] IS NULL OR t.site_id = ANY ($2))`,
        [id, scope === 'all' ? null : scope],
      );
      if (!station) throw new StationNotFound();
      return station;
    });
  }
}
