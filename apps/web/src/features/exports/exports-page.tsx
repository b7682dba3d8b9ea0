import { Button } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { api, ask } from '../../lib/api.js';
import type { Export } from '../../lib/export-queries.js';
import { useSession } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { exportColumns } from './export-columns.js';
import { NewFile } from './new-file.js';

/** What the account took along: files for a week, and those that are still being made. */
export function ExportsPage(): ReactNode {
  const { timeZone } = useSession().district;
  const [choosing, setChoosing] = useState(false);
  const columns = useMemo(() => exportColumns(timeZone), [timeZone]);
  const query = usePagedQuery<Export>(['exports'], (after, signal) =>
    ask(api.GET('/api/v1/exports', { params: { query: { after, limit: 50 } }, signal })),
  );
  return (
    <Page
      title="Exports"
      lead="Your files are kept for seven days. Long lists are made in the background."
      actions={
        <>
          <ExportMenu list="exports" query={{}} columns={columns} />
          <Button onClick={() => setChoosing(true)}>New file</Button>
        </>
      }
    >
      {choosing && <NewFile onClose={() => setChoosing(false)} />}
      <DataTable
        caption="Exports"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        rowHeight={64}
        empty={
          <EmptyState title="You have not exported anything yet">
            Every list has “Export this view”: the rows and columns that it shows, as CSV, Excel or PDF.
          </EmptyState>
        }
      />
    </Page>
  );
}
