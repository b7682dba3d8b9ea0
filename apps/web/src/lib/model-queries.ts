import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from './api.js';

/** Every model of the standards list: a filter and a choice in forms. */
export const modelsQuery = queryOptions({
  queryKey: ['models', 'all'],
  queryFn: async ({ signal }) => {
    const models: Dto<'ModelDto'>[] = [];
    let after: string | undefined;
    do {
      const page = await ask(api.GET('/api/v1/models', { params: { query: { limit: 200, after } }, signal }));
      models.push(...page.items);
      after = page.next ?? undefined;
    } while (after && models.length < 1000);
    return models;
  },
  staleTime: 5 * 60_000,
});
