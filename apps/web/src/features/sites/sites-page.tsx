import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.js';
import { FilterBar } from '../../components/filter-bar.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useCan } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { words } from '../../lib/device-words.js';
import styles from './sites.module.css';

type Site = Dto<'SiteDto'>;

const grades = ({ lowGrade, highGrade }: Site): string =>
  lowGrade && highGrade ? (lowGrade === highGrade ? lowGrade : `${lowGrade}–${highGrade}`) : '–';

const COLUMNS: Column<Site>[] = [
  { id: 'code', header: 'Code', width: '110px', cell: ({ code }) => <span className="mono">{code}</span> },
  {
    id: 'name',
    header: 'Name',
    card: 'first',
    cell: ({ code, name }) => (
      <Link to="/sites/$code" params={{ code }} className={styles.name}>
        {name}
      </Link>
    ),
  },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => words(kind) },
  { id: 'grades', header: 'Grades', cell: grades },
  { id: 'zone', header: 'Zone', cell: ({ zone }) => zone ?? '–' },
  {
    id: 'active',
    header: 'Status',
    cell: ({ active }) => <Badge tone={active ? 'green' : 'grey'}>{active ? 'Open' : 'Closed'}</Badge>,
  },
];

const FILTERS = [{ param: 'closed', label: 'Status', options: [{ value: 'yes', label: 'closed' }] }];

/** Schools, offices and warehouses that the account sees. */
export function SitesPage(): ReactNode {
  const navigate = useNavigate();
  const [{ closed }] = useUrlState();
  const active = closed !== 'yes';
  const mayEdit = useCan('site:edit');
  const query = usePagedQuery<Site>(['sites', { active }], (after, signal) =>
    ask(api.GET('/api/v1/sites', { params: { query: { active, after } }, signal })),
  );
  return (
    <Page title="Sites">
      <FilterBar filters={FILTERS} />
      <DataTable
        caption="Sites"
        columns={COLUMNS}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ code }) => void navigate({ to: '/sites/$code', params: { code } })}
        empty={
          active ? (
            <EmptyState title="No sites yet">
              {mayEdit ? 'Add them under Site settings.' : 'An IT admin adds them.'}
            </EmptyState>
          ) : (
            <EmptyState title="No closed sites" />
          )
        }
      />
    </Page>
  );
}
