import { useCallback } from 'react';
import { useKeptText } from './use-kept-text.js';
import type { useSearchInput } from './use-search-input.js';
import { useUrlState } from './use-url-state.js';

/** A search text that is nobody's name: it stands in the address, as `q`. */
export function useUrlText(): ReturnType<typeof useSearchInput> {
  const [{ q = '' }, set] = useUrlState();
  const keep = useCallback((text: string) => set({ q: text }, { replace: true }), [set]);
  return useKeptText(q, keep);
}
