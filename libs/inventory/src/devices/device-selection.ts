import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { deviceInScope, scopeValue } from '../shared/scope.js';
import type { DeviceSort } from './device-filter.js';
import { DeviceFilters } from './device-filters.js';
import { deviceIdsQuery, listOrder } from './device-list.query.js';
import { DeviceLookupService } from './device-lookup.service.js';
import { listQuery } from './list-query.js';

/** How devices are picked: one of the three. */
export interface DeviceChoice {
  /** All that GET /devices lists with this query. */
  query?: string;
  /** Tags, former tags or serials, as pasted. */
  codes?: string[];
  ids?: readonly string[];
}

export interface ChosenDevices {
  /** Each device once: of codes and ids in the order given, of a list in its order. At most one more than `most`. */
  ids: string[];
  /** Codes and ids that are no device of the account's sites. */
  missing: string[];
}

/** Devices that a lib above does something with, picked as people pick them. */
@Injectable()
export class DeviceSelection {
  constructor(
    private readonly db: Database,
    private readonly filters: DeviceFilters,
    private readonly lookups: DeviceLookupService,
  ) {}

  /** Not for use inside of a transaction. @throws SiteNotFound, RequestRefused for a query that is none */
  async choose(viewer: Viewer, { query, codes, ids }: DeviceChoice, most: number): Promise<ChosenDevices> {
    const db = this.db.read;
    if (codes) {
      const found = await this.lookups.lookup(viewer, { codes });
      return { ids: found.ids.slice(0, most + 1), missing: found.missing };
    }
    if (ids) {
      const wanted = [...new Set(ids)];
      const found = new Set(await inScope(db, viewer, wanted));
      return { ids: wanted.filter((id) => found.has(id)), missing: wanted.filter((id) => !found.has(id)) };
    }
    const asked = await listQuery(query ?? '');
    const filter = await this.filters.of(db, viewer, asked);
    const { sql, values } = deviceIdsQuery(filter, viewer.sitesFor('device:read'), most + 1);
    return { ids: await inOrder(db, await db.query<{ id: string }>(sql, values), asked.sort), missing: [] };
  }
}

async function inScope(db: Db, viewer: Viewer, ids: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT d.id FROM device d WHERE d.id = ANY ($1::uuid[]) AND ${deviceInScope('d', '$2')}`,
    [ids, scopeValue(viewer.sitesFor('device:read'))],
  );
  return rows.map(({ id }) => id);
}

/** In the order in which a list shows them. */
export async function inOrder(db: Db, rows: readonly { id: string }[], sort: DeviceSort): Promise<string[]> {
  const sorted = await db.query<{ id: string }>(
    `SELECT d.id FROM device d WHERE d.id = ANY ($1::uuid[]) ORDER BY ${listOrder(sort)}`,
    [rows.map(({ id }) => id)],
  );
  return sorted.map(({ id }) => id);
}
