import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../lib/api.js';
import { words } from '../lib/device-words.js';
import { usePagedQuery } from '../lib/use-paged-query.js';
import { useUrlState } from '../lib/use-url-state.js';
import { useUrlText } from '../lib/use-url-text.js';
import { DataTable, type ExportedColumn } from './data-table.js';
import { ExportMenu } from './exports/export-menu.js';
import { FilterBar } from './filter-bar.js';
import { IgnoredNotice } from './ignored-notice.js';
import { SearchField } from './search-field.js';
import styles from './site-list.module.css';
import { Badge } from './state-badge.js';
import { EmptyState } from './states.js';

type Site = Dto<'SiteDto'>;

const grades = ({ lowGrade, highGrade }: Site): string =>
  lowGrade && highGrade ? (lowGrade === highGrade ? lowGrade : `${lowGrade}–${highGrade}`) : '–';

/** The columns of a list of sites; `name` links to the page that the list is about. */
export const siteColumns = (name: (site: Site) => ReactNode): ExportedColumn<Site, 'sites'>[] => [
  { id: 'code', header: 'Code', width: '110px', cell: ({ code }) => <span className="mono">{code}</span> },
  { id: 'name', header: 'Name', card: 'first', cell: name },
  { id: 'kind', header: 'Kind', width: '130px', cell: ({ kind }) => words(kind) },
  { id: 'grades', header: 'Grades', file: ['low', 'high'], width: '110px', cell: grades },
  { id: 'zone', header: 'Zone', width: '130px', cell: ({ zone }) => zone ?? '–' },
  {
    id: 'active',
    header: 'Status',
    width: '110px',
    cell: ({ active }) => <Badge tone={active ? 'green' : 'grey'}>{active ? 'Open' : 'Closed'}</Badge>,
  },
];

const FILTERS = [{ param: 'closed', label: 'Status', options: [{ value: 'yes', label: 'closed' }] }];

interface SiteListProps {
  columns: ExportedColumn<Site, 'sites'>[];
  onOpen: (site: Site) => void;
  /** In place of the table when the district has none. */
  none: ReactNode;
}

/** Open sites, or the closed ones when the address asks for them, by code or name. */
export function SiteList({ columns, onOpen, none }: SiteListProps): ReactNode {
  const [url] = useUrlState();
  const input = useUrlText();
  const active = url.closed !== 'yes';
  const asked = { active, ...(input.query && { q: input.query }) };
  const query = usePagedQuery<Site>(['sites', asked], (after, signal) =>
    ask(api.GET('/api/v1/sites', { params: { query: { ...asked, after } }, signal })),
  );
  const nothing = active ? none : <EmptyState title="No site is closed" />;
  return (
    <>
      <div className={styles.tools}>
        <FilterBar filters={FILTERS}>
          <SearchField label="Search sites" placeholder="Code or name…" input={input} />
        </FilterBar>
        <ExportMenu small list="sites" query={asked} columns={columns} />
      </div>
      <IgnoredNotice url={url} query={{ q: input.query, ...(!active && { closed: true }) }} />
      <DataTable
        caption="Sites"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={onOpen}
        empty={input.query ? <EmptyState title={`No site matches “${input.query}”`} /> : nothing}
      />
    </>
  );
}
