import { useCallback, useMemo, useState } from 'react';

/** What a table needs to show check boxes. */
export interface RowSelection {
  has: (id: string) => boolean;
  /** `range`: Shift was held, so everything from the last box on. */
  toggle: (index: number, on: boolean, range: boolean) => void;
  togglePage: (on: boolean) => void;
  page: 'none' | 'some' | 'all';
}

export interface Selection extends RowSelection {
  /** As they stand in the list. */
  ids: readonly string[];
  /** Everything that matches, also what is not loaded. */
  everything: boolean;
  selectEverything: () => void;
  clear: () => void;
}

interface Chosen {
  key: string;
  ids: ReadonlySet<string>;
  everything: boolean;
  /** Where the last box was, for a range. */
  last: number | null;
}

const nothing = (key: string): Chosen => ({ key, ids: new Set(), everything: false, last: null });

/** Rows chosen in a list. `key`: what the list shows; another list begins with nothing chosen. */
export function useSelection(key: string, rows: readonly { id: string }[]): Selection {
  const [state, setState] = useState(() => nothing(key));
  const chosen = state.key === key ? state : nothing(key);
  const { ids, everything, last } = chosen;
  const put = useCallback((change: Partial<Chosen>) => setState({ ...nothing(key), ...change, key }), [key]);
  return useMemo(() => {
    const loaded = rows.map(({ id }) => id);
    const on = (id: string): boolean => everything || ids.has(id);
    const marked = loaded.filter(on).length;
    const known = everything ? new Set(loaded) : ids;
    return {
      ids: inOrder(ids, loaded),
      everything,
      has: on,
      page: marked === 0 ? 'none' : marked === loaded.length ? 'all' : 'some',
      toggle: (index, checked, range) => {
        const from = range && last !== null ? Math.min(last, index) : index;
        const to = range && last !== null ? Math.max(last, index) : index;
        put({ ids: withRows(known, loaded.slice(from, to + 1), checked), last: index });
      },
      togglePage: (checked) => put({ ids: withRows(known, loaded, checked) }),
      selectEverything: () => put({ ids, everything: true }),
      clear: () => put({}),
    };
  }, [rows, ids, everything, last, put]);
}

/** As they stand in the list; those that it has lost meanwhile at the end. */
export const inOrder = (ids: ReadonlySet<string>, listed: readonly string[]): string[] => [
  ...new Set([...listed.filter((id) => ids.has(id)), ...ids]),
];

/** The chosen ids with some more, or without them. */
export function withRows(ids: ReadonlySet<string>, some: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  for (const id of some) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}
