import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useKeptText } from '../../lib/use-kept-text.js';
import type { useSearchInput } from '../../lib/use-search-input.js';
import type { UrlState } from '../../lib/use-url-state.js';
import type { Kept } from './choice.rules.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What of a choice of labels stands in no address. */
    labels?: Kept;
  }
}

type Change = Record<string, string | null>;

export interface Choice {
  url: UrlState;
  kept: Kept;
  /** Merges; `null` removes. Replaces the history entry: a page of settings is one step back. */
  set: (change: Change, kept?: Kept) => void;
  /** What is wrong, by the id of its input. */
  errors: Readonly<Record<string, string>>;
}

const NOTHING: Kept = {};
const NO_ERRORS = {};

/** What is chosen on the page: the structured part is the address, the rest stands in the history entry. */
export function useChoice(): Choice {
  const url: UrlState = useSearch({ strict: false });
  const kept = useRouterState({ select: ({ location }) => location.state.labels ?? NOTHING });
  const navigate = useNavigate();
  const set = useCallback(
    (change: Change, more: Kept = NOTHING) =>
      void navigate({
        to: '.',
        search: (old: UrlState) =>
          Object.fromEntries(
            Object.entries({ ...old, ...change }).filter(([, value]) => value !== null && value !== ''),
          ),
        replace: true,
        resetScroll: false,
        state: (old: { labels?: Kept }) => ({ ...old, labels: { ...old.labels, ...more } }),
      } as never),
    [navigate],
  );
  return { url, kept, set, errors: NO_ERRORS };
}

type Input = ReturnType<typeof useSearchInput>;

/** A typed value of the address. */
export function useTyped({ url, set }: Choice, name: string, usual = ''): Input {
  const keep = useCallback((text: string) => set({ [name]: text === usual ? null : text }), [set, name, usual]);
  return useKeptText(url[name] ?? usual, keep);
}

/** A typed value that stands in no address. */
export function useKeptWords({ kept, set }: Choice, name: 'codes' | 'text'): Input {
  const keep = useCallback((text: string) => set({}, { [name]: text }), [set, name]);
  return useKeptText(kept[name] ?? '', keep);
}
