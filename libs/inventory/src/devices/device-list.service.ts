import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, instantAt, isId } from '@app/kernel';
import type { CalendarDay } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import type { DevicePageDto, DevicesQuery } from './device.dto.js';
import type { DeviceFilter, DeviceKey, DeviceListRequest, DeviceSort } from './device-filter.js';
import { deviceCountQuery, devicePageQuery } from './device-list.query.js';
import { deviceRows } from './device-row.js';
import { purchaseMonthsOf } from './purchase-months.rules.js';

/** Totals are counted up to here: “1,000+”. */
export const MOST_COUNTED = 1_001;

interface KeyRow {
  id: string;
  key: string | null;
}

@Injectable()
export class DeviceListService {
  constructor(private readonly db: Database) {}

  /** Devices in scope that match, a page at a time; the total comes with the first page. */
  async list(viewer: Viewer, query: DevicesQuery): Promise<DevicePageDto> {
    const db = this.db.read;
    const { sort, limit } = query;
    const scope = viewer.sitesFor('device:read');
    const request: DeviceListRequest = {
      filter: await this.filterOf(db, query),
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

  private async count(db: Db, { filter, scope }: DeviceListRequest): Promise<number> {
    const { sql, values } = deviceCountQuery(filter, scope, MOST_COUNTED);
    const [{ total }] = await db.query<{ total: number }>(sql, values);
    return total;
  }

  private async filterOf(db: Db, query: DevicesQuery): Promise<DeviceFilter> {
    const { state, model, condition, hold, holder, elsewhere, seenBefore, purchasedIn } = query;
    const year = seenBefore === undefined && purchasedIn === undefined ? null : await districtOf(db);
    return {
      ...{ state, model, condition, hold, holder, elsewhere },
      site: await siteIds(db, query.site),
      homeSite: await siteIds(db, query.homeSite),
      ...(seenBefore === undefined || !year ? {} : { seenBefore: startOf(seenBefore, year.timeZone) }),
      ...(purchasedIn === undefined || !year ? {} : { purchaseMonths: purchaseMonthsOf(purchasedIn, year.startMonth) }),
    };
  }
}

const startOf = (day: CalendarDay, timeZone: string): string => instantAt(day, '00:00', timeZone);

interface DistrictClock {
  timeZone: string;
  startMonth: number;
}

async function districtOf(db: Db): Promise<DistrictClock> {
  const [district] = await db.query<DistrictClock>(
    `SELECT time_zone AS "timeZone", fiscal_year_start_month AS "startMonth" FROM district`,
  );
  return district ?? { timeZone: 'UTC', startMonth: 7 };
}

/** Ids as they are, codes looked up. A code that no site has matches nothing. */
async function siteIds(db: Db, words: readonly string[] | undefined): Promise<string[] | undefined> {
  if (!words) return undefined;
  const codes = words.filter((word) => !isId(word));
  const ids = words.filter((word) => isId(word)).map((id) => id.toLowerCase());
  if (codes.length === 0) return ids;
  const found = await db.query<{ id: string }>(
    `SELECT id FROM site WHERE code_key IN (SELECT platform_code_key(c) FROM unnest($1::text[]) AS c)`,
    [codes],
  );
  return [...new Set([...ids, ...found.map(({ id }) => id)])];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

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
