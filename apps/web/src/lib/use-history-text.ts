import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useSearchInput } from './use-search-input.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    q?: string;
  }
}

/**
 * A search text that survives Back and reload and never stands in an address: it may be somebody's name, so it is kept in the
 * history entry.
 */
export function useHistoryText(): ReturnType<typeof useSearchInput> {
  const kept = useRouterState({ select: ({ location }) => location.state.q ?? '' });
  const navigate = useNavigate();
  const input = useSearchInput(kept);
  const { query, flush } = input;
  // What this page wrote last: only another text (Back, a link) may replace what is being typed.
  const written = useRef(kept);
  useEffect(() => {
    if (query === written.current) return;
    written.current = query;
    void navigate({ to: '.', search: true, replace: true, resetScroll: false, state: (old) => ({ ...old, q: query }) });
  }, [query, navigate]);
  useEffect(() => {
    if (kept === written.current) return;
    written.current = kept;
    flush(kept);
  }, [kept, flush]);
  return input;
}
