import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import type { BulkRun } from '../../lib/bulk-queries.js';
import { useSession } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { resultWords } from './bulk-words.js';

const columns = (timeZone: string): ExportedColumn<BulkRun, 'bulk-runs'>[] => [
  {
    id: 'label',
    header: 'Change',
    card: 'first',
    cell: ({ id, label }) => (
      <Link to="/bulk/$id" params={{ id }}>
        {label}
      </Link>
    ),
  },
  {
    id: 'result',
    header: 'Result',
    file: ['state', 'total', 'changed', 'refused', 'undone', 'waiting'],
    cell: (run) => resultWords(run),
  },
  { id: 'by', header: 'By', width: '160px', cell: ({ accountName }) => accountName },
  {
    id: 'when',
    header: 'When',
    width: '120px',
    card: 'labelled',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
  },
];

/** Changes of many devices: the account's own, or everybody's for those who see jobs. */
export function BulkRunsPage(): ReactNode {
  const { timeZone } = useSession().district;
  const navigate = useNavigate();
  const query = usePagedQuery<BulkRun>(['bulk-runs'], (after, signal) =>
    ask(api.GET('/api/v1/bulk-runs', { params: { query: { after, limit: 50 } }, signal })),
  );
  return (
    <Page
      title="Bulk changes"
      lead="Choose devices in the list of devices to change many at once."
      actions={<ExportMenu list="bulk-runs" query={{}} columns={columns(timeZone)} />}
    >
      <DataTable
        caption="Bulk changes"
        columns={columns(timeZone)}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/bulk/$id', params: { id } })}
        empty={<EmptyState title="No change of many devices yet">Select devices in the list to begin one.</EmptyState>}
      />
    </Page>
  );
}
