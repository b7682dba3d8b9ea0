import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../lib/api.js';
import { useCan } from '../../lib/session.js';

/** Permissions in sentences where the account may read them, else their codes. */
export function usePermissionWords(): (code: string) => string {
  const { data = [] } = useQuery({
    queryKey: ['permissions'],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/roles', { signal }))).permissions,
    enabled: useCan('role:read'),
    staleTime: 5 * 60_000,
  });
  const labels = new Map(data.map(({ code, label }) => [code, label]));
  return (code) => labels.get(code) ?? code;
}
