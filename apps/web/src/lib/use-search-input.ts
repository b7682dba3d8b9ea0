import { useCallback, useEffect, useRef, useState } from 'react';

const DEBOUNCE_MS = 200;

/** The text at once for the input, and 200 ms after the last key for the query. `flush` (Enter) skips the wait. */
export function useSearchInput(initial = ''): {
  text: string;
  setText: (text: string) => void;
  query: string;
  flush: (text?: string) => void;
} {
  const [text, setRaw] = useState(initial);
  const [query, setQuery] = useState(initial.trim());
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const setText = useCallback((next: string) => {
    setRaw(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setQuery(next.trim()), DEBOUNCE_MS);
  }, []);
  const flush = useCallback(
    (next?: string) => {
      window.clearTimeout(timer.current);
      if (next !== undefined) setRaw(next);
      setQuery((next ?? text).trim());
    },
    [text],
  );
  return { text, setText, query, flush };
}
