import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useKeptText } from './use-kept-text.js';
import type { useSearchInput } from './use-search-input.js';
import { useUrlState, type UrlState } from './use-url-state.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    q?: string;
  }
}

/**
 * A search text that never stands in an address: it may be somebody's name, so it is kept in the history entry. One that
 * comes in an address (`?q=`) is searched, and taken out of it.
 */
export function useHistoryText(): ReturnType<typeof useSearchInput> {
  const [{ q: addressed }] = useUrlState();
  const kept = useRouterState({ select: ({ location }) => location.state.q ?? '' });
  const navigate = useNavigate();
  const keep = useCallback(
    (text: string) =>
      void navigate({
        to: '.',
        search: ({ q: _, ...others }: UrlState) => others,
        replace: true,
        resetScroll: false,
        state: (old: object) => ({ ...old, q: text }),
      } as never),
    [navigate],
  );
  useEffect(() => {
    if (addressed !== undefined) keep(addressed);
  }, [addressed, keep]);
  return useKeptText(addressed ?? kept, keep);
}
