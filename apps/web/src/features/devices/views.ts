import { joinWords, splitWords } from '@app/kernel';
import type { Dto } from '../../lib/api.js';
import type { UrlState } from '../../lib/use-url-state.js';
import { parseSearch, stringifySearch } from '../../lib/search-params.js';

/** A tab over the list: what its address asks for. */
export interface View {
  id: string;
  name: string;
  search: UrlState;
  /** Of a view that somebody keeps; built-in ones have none. */
  saved?: Dto<'SavedViewDto'>;
}

const IN_USE = 'received,in-stock,deployed,in-repair,in-transit';

export const BUILT_IN: readonly View[] = [
  { id: 'all', name: 'All', search: {} },
  { id: 'out', name: 'Out', search: { state: 'deployed' } },
  { id: 'overdue', name: 'Overdue', search: { overdue: 'true' } },
  { id: 'missing', name: 'Missing', search: { state: 'missing,stolen' } },
  { id: 'repair', name: 'In repair', search: { state: 'in-repair' } },
  { id: 'loaners', name: 'Loaner pool', search: { loanerPool: 'true' } },
  {
    id: 'unseen',
    name: 'Not seen 90 days',
    search: { state: 'in-stock,deployed,in-repair', seenBefore: '90d', sort: 'lastSeen' },
  },
  { id: 'due', name: 'Due this FY', search: { dueIn: 'now', state: IN_USE } },
  { id: 'support', name: 'Past support', search: { support: 'past', state: IN_USE } },
];

/** Saved queries stand as they were in the address. */
export const savedView = (saved: Dto<'SavedViewDto'>): View => ({
  id: saved.id,
  name: saved.name,
  search: contentOf(parseSearch(saved.query)),
  saved,
});

/** What a view keeps of an address: everything but which view it is, and what is looked into. */
export const contentOf = ({ view: _view, peek: _peek, ...rest }: UrlState): UrlState => rest;

/** The query that is kept under a view's name; an empty one says so, since a view always has a text. */
export const queryOf = (url: UrlState): string => stringifySearch(contentOf(url)).slice(1) || 'sort=tag';

/** The view of the address. Without one, a plain address is All, and a filtered one is none. */
export function activeView(views: readonly View[], url: UrlState): View | null {
  const named = views.find(({ id }) => id === url.view);
  if (named) return named;
  return views.find(({ search }) => sameSearch(search, contentOf(url))) ?? null;
}

const normal = (search: UrlState): string =>
  JSON.stringify(
    Object.entries(search)
      .filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'tag'))
      .map(([name, value]) => [name, name === 'cols' ? value : joinWords(splitWords(value).sort())])
      .sort(([a], [b]) => a.localeCompare(b)),
  );

/** Whether two addresses show the same; the order of values does not matter, that of columns does. */
export const sameSearch = (a: UrlState, b: UrlState): boolean => normal(a) === normal(b);

export const isModified = (view: View | null, url: UrlState): boolean =>
  view !== null && !sameSearch(view.search, contentOf(url));
