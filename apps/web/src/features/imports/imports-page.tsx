import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import type { ExportKey } from '../../lib/export-keys.js';
import { useSession } from '../../lib/session.js';
import { useImports } from './import-queries.js';
import { count, KINDS, STATES, TONES, type ImportSummary } from './import-words.js';
import styles from './imports.module.css';

type RunColumn = ExportedColumn<ImportSummary, 'imports'>;

const number = (
  id: ExportKey<'imports'>,
  header: string,
  of: (run: ImportSummary) => number | undefined,
): RunColumn => ({
  id,
  header,
  align: 'right',
  width: '84px',
  card: 'none',
  cell: (run) => (of(run) === undefined ? '–' : count(of(run) as number)),
});

const columnsOf = (timeZone: string): RunColumn[] => [
  {
    id: 'file',
    header: 'File',
    width: '30%',
    card: 'first',
    cell: ({ id, fileName }) => (
      <Link to="/imports/$id" params={{ id }} className={styles.name}>
        {fileName}
      </Link>
    ),
  },
  { id: 'kind', header: 'Kind', width: '100px', cell: ({ kind }) => KINDS[kind] },
  { id: 'state', header: 'Status', width: '150px', cell: ({ state }) => <ImportBadge state={state} /> },
  number('lines', 'Lines', ({ rowTotal }) => rowTotal),
  number('created', 'Created', ({ result }) => result?.create),
  number('changed', 'Changed', ({ result }) => result?.change),
  number('refused', 'Refused', ({ result, predicted }) => (result ?? predicted)?.refuse),
  { id: 'who', header: 'By', width: '140px', card: 'none', cell: ({ accountName }) => accountName ?? 'The console' },
  {
    id: 'when',
    header: 'Begun',
    width: '120px',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
  },
];

export const ImportBadge = ({ state }: { state: ImportSummary['state'] }): ReactNode => (
  <Badge tone={TONES[state]}>{STATES[state]}</Badge>
);

const NewImport = (): ReactNode => (
  <Button renderRoot={(props) => <Link to="/imports/new" {...props} />} leftSection={<IconFileImport size={16} />}>
    Import a file
  </Button>
);

/** Files that came in, and where each stands. */
export function ImportsPage(): ReactNode {
  const { timeZone } = useSession().district;
  const query = useImports();
  const navigate = useNavigate();
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  return (
    <Page
      title="Imports"
      actions={
        <>
          <ExportMenu list="imports" query={{}} columns={columns} />
          <NewImport />
        </>
      }
      lead="People and devices from CSV files and workbooks. Nothing changes before the run."
    >
      <DataTable
        caption="Imports"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/imports/$id', params: { id } })}
        empty={
          <EmptyState title="No file has been imported yet" action={<NewImport />}>
            A file is read, its columns are matched, and a dry run shows what it would do. You decide after that.
          </EmptyState>
        }
      />
    </Page>
  );
}
