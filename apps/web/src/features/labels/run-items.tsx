import { labelPage } from '@app/kernel';
import { SegmentedControl } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import type { LabelRun } from './label-words.js';
import styles from './run.module.css';

type Item = Dto<'LabelItemDto'>;
type ItemColumn = ExportedColumn<Item, 'label-items' | 'label-people'>;

const PAGES: Partial<Record<LabelRun['kind'], '/devices/$id' | '/people/$id' | '/carts/$id'>> = {
  device: '/devices/$id',
  serial: '/devices/$id',
  person: '/people/$id',
  cart: '/carts/$id',
  'cart-slot': '/carts/$id',
};

const columnsOf = (run: LabelRun, timeZone: string): ItemColumn[] => [
  { id: 'number', header: 'Label', align: 'right', width: '70px', card: 'labelled', cell: ({ position }) => position },
  ...(run.pages > 1 && labelPage(run, 1) !== null
    ? [
        {
          id: 'page' as const,
          header: 'Page',
          align: 'right' as const,
          width: '64px',
          card: 'labelled' as const,
          cell: ({ position }: Item) => labelPage(run, position),
        },
      ]
    : []),
  {
    id: 'code',
    header: 'Code',
    card: 'first',
    cell: ({ code, subjectId }) => {
      const to = PAGES[run.kind];
      return to && subjectId ? (
        <Link to={to} params={{ id: subjectId }} className={`mono ${styles.name}`}>
          {code}
        </Link>
      ) : (
        <span className="mono">{code}</span>
      );
    },
  },
  {
    id: 'verified',
    header: 'Scanned',
    width: '150px',
    cell: ({ verifiedAt }) =>
      verifiedAt ? (
        <span className={styles.right}>
          <IconCircleCheck size={16} aria-hidden /> <RelativeTime at={verifiedAt} timeZone={timeZone} />
        </span>
      ) : (
        <span className={styles.notYet}>
          <IconCircle size={16} aria-hidden /> Not yet
        </span>
      ),
  },
];

const SHOWN = { all: 'All', no: 'Not scanned', yes: 'Scanned' };

/** The labels in the order in which they are printed. */
export function RunItems({ run }: { run: LabelRun }): ReactNode {
  const { timeZone } = useSession().district;
  const [shown, setShown] = useState('all');
  const columns = useMemo(() => columnsOf(run, timeZone), [run, timeZone]);
  const verified = shown === 'all' ? undefined : shown === 'yes';
  const query = usePagedQuery<Item>(['label-run', run.id, 'items', verified], (after, signal) =>
    ask(
      api.GET('/api/v1/label-runs/{id}/items', {
        params: { path: { id: run.id }, query: { verified, limit: 100, after } },
        signal,
      }),
    ),
  );
  return (
    <section className={styles.items} aria-labelledby="run-labels">
      <header>
        <h2 id="run-labels">Labels</h2>
        <div className={styles.tools}>
          <SegmentedControl
            size="xs"
            aria-label="Which labels"
            value={shown}
            data={Object.entries(SHOWN).map(([value, label]) => ({ value, label }))}
            onChange={setShown}
          />
          <ExportMenu
            small
            list={run.kind === 'person' ? 'label-people' : 'label-items'}
            query={{ runId: run.id, verified }}
            columns={columns}
          />
        </div>
      </header>
      <DataTable
        caption="Labels of this run"
        columns={columns}
        query={query}
        rowId={({ position }) => String(position)}
        empty={<EmptyState title={shown === 'yes' ? 'None was scanned yet' : 'Every label was scanned'} />}
      />
    </section>
  );
}
