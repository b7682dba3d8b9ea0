import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from './api.js';

const path = (id: string) => ({ path: { id } });

export const siteQuery = (id: string) =>
  queryOptions({
    queryKey: ['site', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}', { params: path(id), signal })),
  });

export const inventoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['site', id, 'inventory'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}/inventory-summary', { params: path(id), signal })),
    staleTime: 60_000,
  });

export const loansSummaryQuery = (id: string) =>
  queryOptions({
    queryKey: ['site', id, 'loans-summary'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}/loans-summary', { params: path(id), signal })),
    staleTime: 60_000,
  });

export const collectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['site', id, 'collection'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}/collection', { params: path(id), signal })),
    staleTime: 60_000,
  });

export const programsQuery = (id: string) =>
  queryOptions({
    queryKey: ['site', id, 'programs'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}/programs', { params: path(id), signal })),
  });

export const calendarQuery = (id: string) =>
  queryOptions({
    queryKey: ['site', id, 'calendar'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}/calendar', { params: path(id), signal })),
  });

/** One room, of whichever site. */
export const roomQuery = (id: string) =>
  queryOptions({
    queryKey: ['room', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rooms/{id}', { params: path(id), signal })),
    staleTime: 60_000,
    retry: false,
  });

/** Every room of a site: there are a few hundred at most. */
export const roomsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['rooms', siteId],
    queryFn: async ({ signal }) => {
      const rooms: Dto<'RoomDto'>[] = [];
      let after: string | undefined;
      do {
        const page = await ask(
          api.GET('/api/v1/sites/{id}/rooms', {
            params: { path: { id: siteId }, query: { limit: 200, after } },
            signal,
          }),
        );
        rooms.push(...page.items);
        after = page.next ?? undefined;
      } while (after && rooms.length < 1000);
      return rooms;
    },
    staleTime: 60_000,
  });

/** Homerooms of a site in natural order, with their students, and the grades of all of them; for who may see them. */
export const homeroomsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['homerooms', siteId],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sites/{id}/homerooms', { params: path(siteId), signal })),
    staleTime: 60_000,
  });

/** Carts in use of a site. */
export const cartsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['carts', siteId],
    queryFn: async ({ signal }) => {
      const params = { path: { id: siteId }, query: { limit: 200 } };
      return (await ask(api.GET('/api/v1/sites/{id}/carts', { params, signal }))).items;
    },
  });
