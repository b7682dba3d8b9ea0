import { QueryClient } from '@tanstack/react-query';
import { worthRetrying } from './use-paged-query.js';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 15_000, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
