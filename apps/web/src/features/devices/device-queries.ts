import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';
import { usePagedQuery, type PagedQuery } from '../../lib/use-paged-query.js';
import type { DeviceQuery } from './device-filter.js';
import type { DeviceRow } from '../../lib/device-words.js';

/** A device in a list; found ones say by what. */
export interface ListedDevice extends DeviceRow {
  found?: { match: Dto<'DeviceMatchReason'>; matched: string | null };
}

export const deviceQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['device', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/devices/{id}', { params: { path: { id } }, signal })),
  });

export const useDeviceList = (query: DeviceQuery, enabled: boolean): PagedQuery<ListedDevice> =>
  usePagedQuery<ListedDevice>(
    ['devices', query],
    async (after, signal) => {
      const page = await ask(api.GET('/api/v1/devices', { params: { query: { ...query, after } }, signal }));
      // Counted up to 1,001; the table writes 1,000 and a plus.
      return { ...page, total: page.total === null ? undefined : Math.min(page.total, 1000) };
    },
    { enabled },
  );

export const useDeviceSearch = (q: string, siteId: string | null): PagedQuery<ListedDevice> =>
  usePagedQuery<ListedDevice>(
    ['devices', 'search', q, siteId],
    async (_after, signal) => {
      const body = { q, limit: 50, ...(siteId && { siteId }) };
      const { groups } = await ask(api.POST('/api/v1/devices/search', { body, signal }));
      const items = groups.flatMap(({ match, items: found }) =>
        found.map(({ device, matched }) => ({ ...device, found: { match, matched } })),
      );
      return { items, next: null };
    },
    { enabled: q.length > 0 },
  );

/** Which devices a pasted list of codes stands for; those of them that match the filters. */
export const pastedQuery = (codes: string[], query: string | undefined) =>
  queryOptions({
    queryKey: ['devices', 'pasted', codes, query],
    queryFn: ({ signal }) =>
      ask(api.POST('/api/v1/device-lookups', { body: { codes, ...(query && { query }) }, signal })),
  });

/** The one device that a code stands for, exactly; `null` for none or several. */
export async function onlyDeviceOf(code: string): Promise<string | null> {
  if (code.length > 64) return null;
  const found = await ask(api.POST('/api/v1/device-lookups', { body: { codes: [code] } })).catch(() => null);
  return found?.ids.length === 1 ? found.ids[0] : null;
}

const ROWS_A_PAGE = 100;

/** The rows of known devices, page by page in the order of the ids. */
export const useDeviceRows = (ids: readonly string[]): PagedQuery<ListedDevice> =>
  usePagedQuery<ListedDevice>(['devices', 'rows', ids], async (after, signal) => {
    const from = Number(after ?? 0);
    const part = ids.slice(from, from + ROWS_A_PAGE);
    const items =
      part.length === 0 ? [] : (await ask(api.POST('/api/v1/device-rows', { body: { ids: part }, signal }))).items;
    const next = from + ROWS_A_PAGE < ids.length ? String(from + ROWS_A_PAGE) : null;
    return { items, next, total: ids.length };
  });
