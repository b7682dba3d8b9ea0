import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../lib/api.js';
import type { MissingCaseDetail } from '../../lib/missing-words.js';

export const caseQueryOf = (id: string) =>
  queryOptions({
    queryKey: ['missing-case', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/missing-cases/{id}', { params: { path: { id } }, signal })),
  });

/** Keeps the answer of a command, and lets go of what it makes stale. */
export function useKeepCase(): (changed: MissingCaseDetail) => Promise<void> {
  const client = useQueryClient();
  return async (changed) => {
    client.setQueryData(caseQueryOf(changed.id).queryKey, changed);
    await Promise.all([
      client.invalidateQueries({ queryKey: ['missing'] }),
      client.invalidateQueries({ queryKey: ['device', changed.device.id] }),
    ]);
  };
}
