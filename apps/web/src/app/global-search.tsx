import { IconSearch } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { api, ask } from '../lib/api.js';
import { useSearchInput } from '../lib/use-search-input.js';
import styles from './global-search.module.css';
import { searchHits, type Hit, type SearchAnswer } from './search-hits.js';

const useSearch = (query: string): UseQueryResult<SearchAnswer> =>
  useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/search', { body: { q: query }, signal })),
    enabled: query.length >= 2,
    gcTime: 60_000,
  });

/** Devices, people and sites by any code or name. The text travels in the body: no name stands in an address. */
export function GlobalSearch({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }): ReactNode {
  const { text, setText, query, flush } = useSearchInput();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const { data, isFetching, error } = useSearch(query);
  const hits = searchHits(data);
  const shown = open && query.length >= 2;
  const { go, all } = useLeave(text, () => {
    setOpen(false);
    flush('');
    inputRef.current?.blur();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Enter') {
      if (hits.length > 0 && !isFetching) return go(hits[Math.min(active, hits.length - 1)]);
      if (text.trim()) all();
    } else setActive(stepped(event, active, hits.length));
  };
  return (
    <div className={styles.search} role="search">
      <IconSearch size={16} aria-hidden className={styles.glass} />
      <input
        ref={inputRef}
        type="text"
        role="combobox"
        aria-label="Search devices, people and sites"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Search tag, serial, person…"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden>Ctrl K</kbd>
      {shown && (
        <Results
          id={listId}
          hits={hits}
          active={active}
          onActive={setActive}
          onGo={go}
          onAll={all}
          nothing={nothingText(query, isFetching, error)}
        />
      )}
    </div>
  );
}

function nothingText(query: string, searching: boolean, error: Error | null): string {
  if (error) return 'Search does not answer. Try again.';
  return searching ? 'Searching…' : `Nothing found for “${query}”.`;
}

/** The arrow keys go round the list; any other key leaves the place as it is. */
function stepped(event: KeyboardEvent, active: number, count: number): number {
  if (count === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return active;
  event.preventDefault();
  return (active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
}

/** To one hit, or to the page of all of them; the text goes along in the history entry. */
function useLeave(text: string, leave: () => void): { go: (hit: Hit) => void; all: () => void } {
  const navigate = useNavigate();
  return {
    go: ({ to }) => {
      leave();
      void navigate({ to } as never);
    },
    all: () => {
      leave();
      void navigate({ to: '/search', state: (old) => ({ ...old, q: text.trim() }) });
    },
  };
}

interface ResultsProps {
  id: string;
  hits: Hit[];
  active: number;
  onActive: (index: number) => void;
  onGo: (hit: Hit) => void;
  onAll: () => void;
  /** What to say when there are none. */
  nothing: string;
}

function Results({ id, hits, active, onActive, onGo, onAll, nothing }: ResultsProps): ReactNode {
  return (
    <div className={styles.panel} onMouseDown={(event) => event.preventDefault()}>
      <ul role="listbox" id={id} aria-label="Results">
        {hits.map((hit, index) => (
          <li
            key={hit.to}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseMove={() => onActive(index)}
            onClick={() => onGo(hit)}
          >
            <span className={styles.kind}>{hit.kind}</span>
            <span className={hit.code ? 'mono' : undefined}>{hit.label}</span>
            <span className={styles.detail}>{hit.detail}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p role="status">{nothing}</p>}
      {hits.length > 0 && (
        <button type="button" className={styles.all} tabIndex={-1} onClick={onAll}>
          All results
        </button>
      )}
    </div>
  );
}
