import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import type { DevicePageDto } from './device.dto.js';
import type { CountDevicesQuery, DevicesQuery } from './devices-query.dto.js';
import type { DeviceKey, DeviceListRequest, DeviceSort } from './device-filter.js';
import { deviceCountQuery, devicePageQuery } from './device-list.query.js';
import { DeviceFilters } from './device-filters.js';
import { deviceRows } from './device-row.js';

/** Totals are counted up to here: “1,000+”. */
export const MOST_COUNTED = 1_001;
/** One bulk change has no more. */
export const MOST_SELECTED = 50_000;

const PROGRAMS = `WITH RECURSIVE p AS (
    (SELECT program FROM device WHERE program IS NOT NULL ORDER BY program LIMIT 1)
    UNION ALL
    SELECT (SELECT d.program FROM device d WHERE d.program > p.program ORDER BY d.program LIMIT 1) FROM p WHERE p.program IS NOT NULL)
  SELECT program FROM p WHERE program IS NOT NULL LIMIT 100`;

interface KeyRow {
  id: string;
  key: string | null;
}

@Injectable()
export class DeviceListService {
  constructor(
    private readonly db: Database,
    private readonly filters: DeviceFilters,
  ) {}

  /** Devices in scope that match, a page at a time; the total comes with the first page. @throws SiteNotFound */
  async list(viewer: Viewer, query: DevicesQuery): Promise<DevicePageDto> {
    const db = this.db.read;
    const { sort, limit } = query;
    const scope = viewer.sitesFor('device:read');
    const request: DeviceListRequest = {
      filter: await this.filters.of(db, viewer, query),
      scope,
      sort,
      limit,
      after: keyOf(query.after, sort),
    };
    const [keys, total] = await Promise.all([
      this.keys(db, request),
      query.after === undefined ? this.count(db, request) : null,
    ]);
    const page = keys.slice(0, limit);
    const last = keys.length > limit ? page.at(-1) : undefined;
    return {
      items: await deviceRows(
        db,
        viewer,
        page.map(({ id }) => id),
      ),
      next: last ? encodeCursor([last.key, last.id]) : null,
      total,
    };
  }

  /** How many match: the number on a tab, or `exact` that of a selection. */
  async countOf(viewer: Viewer, { exact, ...query }: CountDevicesQuery): Promise<number> {
    const db = this.db.read;
    const request = { filter: await this.filters.of(db, viewer, query), scope: viewer.sitesFor('device:read') };
    return this.count(db, request, exact ? MOST_SELECTED + 1 : MOST_COUNTED);
  }

  /** Every program that a device has, found by stepping through the index. */
  async programs(): Promise<string[]> {
    const rows = await this.db.read.query<{ program: string }>(PROGRAMS);
    return rows.map(({ program }) => program);
  }

  /** One row more than the page, so that the caller sees whether another follows. */
  private async keys(db: Db, request: DeviceListRequest): Promise<KeyRow[]> {
    const { after, sort, limit } = request;
    const byTag = sort.endsWith('tag');
    const keyed = after && after.key === null ? [] : await this.part(db, request, 'keyed');
    if (!byTag || keyed.length > limit) return keyed;
    const rest = { ...request, limit: limit - keyed.length, after: after?.key === null ? after : null };
    return [...keyed, ...(await this.part(db, rest, 'untagged'))];
  }

  private part(db: Db, request: DeviceListRequest, part: 'keyed' | 'untagged'): Promise<KeyRow[]> {
    const { sql, values } = devicePageQuery(request, part);
    return db.query<KeyRow>(sql, values);
  }

  private async count(
    db: Db,
    { filter, scope }: Pick<DeviceListRequest, 'filter' | 'scope'>,
    most = MOST_COUNTED,
  ): Promise<number> {
    const { sql, values } = deviceCountQuery(filter, scope, most);
    const [{ total }] = await db.query<{ total: number }>(sql, values);
    return total;
  }
}

const INSTANT = /^-infinity$|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/** @throws RequestRefused 400 naming `after` for a cursor that is none of this list's */
function keyOf(after: string | undefined, sort: DeviceSort): DeviceKey | null {
  if (after === undefined) return null;
  const [key, id] = decodeCursor(after, 2) ?? [];
  const fits = sort.endsWith('tag')
    ? key === null || typeof key === 'string'
    : typeof key === 'string' && INSTANT.test(key);
  if (!fits || !isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return { key: key as string | null, id: id };
}
