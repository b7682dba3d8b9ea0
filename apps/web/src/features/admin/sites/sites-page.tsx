import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../../../components/data-table.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { Page } from '../../../components/page.js';
import { Badge } from '../../../components/state-badge.js';
import { EmptyState } from '../../../components/states.js';
import { api, ask } from '../../../lib/api.js';
import { words } from '../../../lib/device-words.js';
import { useSession } from '../../../lib/session.js';
import { usePagedQuery } from '../../../lib/use-paged-query.js';
import { useUrlState } from '../../../lib/use-url-state.js';
import styles from '../admin.module.css';
import type { Site } from './site-queries.js';

const COLUMNS: Column<Site>[] = [
  { id: 'code', header: 'Code', width: '110px', cell: ({ code }) => <span className="mono">{code}</span> },
  {
    id: 'name',
    header: 'Name',
    card: 'first',
    cell: ({ id, name }) => (
      <Link to="/admin/sites/$id" params={{ id }} className={styles.name}>
        {name}
      </Link>
    ),
  },
  { id: 'kind', header: 'Kind', width: '130px', cell: ({ kind }) => words(kind) },
  { id: 'zone', header: 'Zone', width: '130px', cell: ({ zone }) => zone ?? '–' },
  {
    id: 'active',
    header: 'Status',
    width: '110px',
    cell: ({ active }) => <Badge tone={active ? 'green' : 'grey'}>{active ? 'Open' : 'Closed'}</Badge>,
  },
];

const FILTERS = [{ param: 'closed', label: 'Status', options: [{ value: 'yes', label: 'closed' }] }];

/** Sites as they are set up: codes, rooms, programs, hours. */
export function AdminSitesPage(): ReactNode {
  const navigate = useNavigate();
  const [{ closed }] = useUrlState();
  const mayAdd = useSession().permissions['site:edit'] === 'all';
  const active = closed !== 'yes';
  const query = usePagedQuery<Site>(['sites', { active }], (after, signal) =>
    ask(api.GET('/api/v1/sites', { params: { query: { active, after } }, signal })),
  );
  const add = mayAdd && (
    <Button renderRoot={(props) => <Link to="/admin/sites/new" {...props} />} leftSection={<IconPlus size={16} />}>
      Site
    </Button>
  );
  return (
    <Page title="Site settings" lead="Codes, rooms, programs and school hours of each site." actions={add}>
      <FilterBar filters={FILTERS} />
      <DataTable
        caption="Sites"
        columns={COLUMNS}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/admin/sites/$id', params: { id } })}
        empty={
          active ? (
            <EmptyState title="There is no site yet" action={add}>
              A school, an office or a warehouse: people and devices belong to one. Add the first, then import them.
            </EmptyState>
          ) : (
            <EmptyState title="No site is closed" />
          )
        }
      />
    </Page>
  );
}
