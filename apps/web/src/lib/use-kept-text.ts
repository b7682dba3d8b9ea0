import { useEffect, useRef } from 'react';
import { useSearchInput } from './use-search-input.js';

/** A search text that survives Back and reload: `kept` is what stands where it is kept, `keep` puts it there. */
export function useKeptText(kept: string, keep: (text: string) => void): ReturnType<typeof useSearchInput> {
  const input = useSearchInput(kept);
  const { query, flush } = input;
  // What this page wrote last: only another text (Back, a link) may replace what is being typed.
  const written = useRef(kept);
  useEffect(() => {
    if (query === written.current) return;
    written.current = query;
    keep(query);
  }, [query, keep]);
  useEffect(() => {
    if (kept === written.current) return;
    written.current = kept;
    flush(kept);
  }, [kept, flush]);
  return input;
}
