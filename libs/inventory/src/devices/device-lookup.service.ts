import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import { DeviceFilters } from './device-filters.js';
import { deviceIdsQuery } from './device-list.query.js';
import type { DeviceLookupDto, LookUpCodesDto } from './device-lookup.dto.js';
import type { DeviceRow } from './device-row.js';
import { deviceRows } from './device-row.js';
import { listQuery } from './list-query.js';

const LOOKUP = `SELECT DISTINCT ON (a.place) a.place::integer, d.id
  FROM unnest($1::text[]) WITH ORDINALITY AS a (code, place)
  JOIN device_identifier i ON i.value_key = platform_code_key(a.code)
  LEFT JOIN device_merge g ON g.device_id = i.device_id
  JOIN device d ON d.id = coalesce(g.survivor_id, i.device_id)
  WHERE ${deviceInScope('d', '$2')}
  ORDER BY a.place, array_position(ARRAY['tag', 'alias', 'former-tag', 'serial', 'former-serial'], i.kind), d.id`;

/** A pasted list of codes: which devices they are, and which are none. */
@Injectable()
export class DeviceLookupService {
  constructor(
    private readonly db: Database,
    private readonly filters: DeviceFilters,
  ) {}

  /**
   * Each device once, in the order of the list; a code of another site's device counts as not found.
   * @throws SiteNotFound
   */
  async lookup(viewer: Viewer, { codes, query }: LookUpCodesDto): Promise<DeviceLookupDto> {
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const found = await this.db.read.query<{ place: number; id: string }>(LOOKUP, [codes, scope]);
    const places = new Set(found.map(({ place }) => place));
    const ids = [...new Set(found.map(({ id }) => id))];
    return {
      ids: query === undefined ? ids : await this.matching(viewer, ids, query),
      found: ids.length,
      missing: [...new Set(codes.filter((_code, index) => !places.has(index + 1)))],
    };
  }

  private async matching(viewer: Viewer, ids: readonly string[], text: string): Promise<string[]> {
    const db = this.db.read;
    const filter = await this.filters.of(db, viewer, await listQuery(text));
    const { sql, values } = deviceIdsQuery(filter, viewer.sitesFor('device:read'), ids.length, ids);
    const matching = new Set((await db.query<{ id: string }>(sql, values)).map(({ id }) => id));
    return ids.filter((id) => matching.has(id));
  }

  /** Those of the devices that are in scope, in the order of the ids. */
  async rows(viewer: Viewer, ids: readonly string[]): Promise<DeviceRow[]> {
    const scope = scopeValue(viewer.sitesFor('device:read'));
    const seen = await this.db.read.query<{ id: string }>(
      `SELECT d.id FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) JOIN device d ON d.id = o.id
       WHERE ${deviceInScope('d', '$2')} ORDER BY o.place`,
      [ids, scope],
    );
    return deviceRows(
      this.db.read,
      viewer,
      seen.map(({ id }) => id),
    );
  }
}
