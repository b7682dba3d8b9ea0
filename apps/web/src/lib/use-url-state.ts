import { splitWords } from '@app/kernel';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type UrlState = Record<string, string>;

/**
 * The list's state lives in the address: filters, sort, columns. `set` merges, `null` removes; typing replaces the history entry,
 * choosing adds one. Free text about people belongs into history state instead (`useHistoryText`).
 */
export function useUrlState(): [
  UrlState,
  (change: Record<string, string | null>, options?: { replace?: boolean }) => void,
] {
  const search: UrlState = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (change: Record<string, string | null>, { replace = false } = {}) => {
      void navigate({
        to: '.',
        search: (old: UrlState) =>
          Object.fromEntries(
            Object.entries({ ...old, ...change }).filter(([, value]) => value !== null && value !== ''),
          ),
        replace,
        resetScroll: false,
        // A pasted list and a search text stand there: a filter is no new list.
        state: true,
      } as never);
    },
    [navigate],
  );
  return [search, set];
}

/** A comma list of the address as an array. */
export const listParam = (value: string | undefined): string[] => splitWords(value ?? '').filter(Boolean);
