import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../lib/api.js';
import { words } from '../lib/device-words.js';
import { usePagedQuery, type PagedQuery } from '../lib/use-paged-query.js';
import { useUrlState } from '../lib/use-url-state.js';
import type { Column } from './data-table.js';
import { Badge } from './state-badge.js';

type Site = Dto<'SiteDto'>;

const grades = ({ lowGrade, highGrade }: Site): string =>
  lowGrade && highGrade ? (lowGrade === highGrade ? lowGrade : `${lowGrade}–${highGrade}`) : '–';

/** The columns of a list of sites; `name` links to the page that the list is about. */
export const siteColumns = (name: (site: Site) => ReactNode): Column<Site>[] => [
  { id: 'code', header: 'Code', width: '110px', cell: ({ code }) => <span className="mono">{code}</span> },
  { id: 'name', header: 'Name', card: 'first', cell: name },
  { id: 'kind', header: 'Kind', width: '130px', cell: ({ kind }) => words(kind) },
  { id: 'grades', header: 'Grades', width: '110px', cell: grades },
  { id: 'zone', header: 'Zone', width: '130px', cell: ({ zone }) => zone ?? '–' },
  {
    id: 'active',
    header: 'Status',
    width: '110px',
    cell: ({ active }) => <Badge tone={active ? 'green' : 'grey'}>{active ? 'Open' : 'Closed'}</Badge>,
  },
];

export const SITE_FILTERS = [{ param: 'closed', label: 'Status', options: [{ value: 'yes', label: 'closed' }] }];

/** Open sites, or the closed ones when the address asks for them. */
export function useSiteList(): { active: boolean; query: PagedQuery<Site> } {
  const [{ closed }] = useUrlState();
  const active = closed !== 'yes';
  const query = usePagedQuery<Site>(['sites', { active }], (after, signal) =>
    ask(api.GET('/api/v1/sites', { params: { query: { active, after } }, signal })),
  );
  return { active, query };
}
