import { LABEL_RUNS, labelRunLabel, labelRunStanding, PRINTED_AGAIN, said } from '@app/kernel';
import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { useSession } from '../../lib/session.js';
import { useRuns } from './label-queries.js';
import { codesOf, count, KIND_WORDS, RUN_TONES, type LabelKind, type LabelRun } from './label-words.js';
import styles from './labels.module.css';

export function RunBadge({ run }: { run: LabelRun }): ReactNode {
  const standing = labelRunStanding(run);
  return <Badge tone={RUN_TONES[standing]}>{labelRunLabel(standing)}</Badge>;
}

const columnsOf = (timeZone: string): ExportedColumn<LabelRun, 'label-runs'>[] => [
  {
    id: 'what',
    header: 'Labels',
    file: ['what', 'again'],
    width: '130px',
    card: 'first',
    cell: ({ id, kind, reprintOf }) => (
      <>
        <Link to="/labels/runs/$id" params={{ id }} className={styles.name}>
          {KIND_WORDS[kind]}
        </Link>
        {reprintOf && <span className={styles.muted}> {said(PRINTED_AGAIN)}</span>}
      </>
    ),
  },
  {
    id: 'codes',
    header: 'Codes',
    file: ['first', 'last'],
    cell: (run) => <span className="mono">{codesOf(run)}</span>,
  },
  {
    id: 'total',
    header: 'How many',
    align: 'right',
    width: '100px',
    card: 'labelled',
    cell: ({ total }) => count(total),
  },
  { id: 'state', header: 'Status', width: '120px', cell: (run) => <RunBadge run={run} /> },
  { id: 'stock', header: 'Stock', width: '160px', card: 'none', cell: ({ stock }) => stock.name },
  { id: 'site', header: 'Site', width: '70px', cell: ({ site }) => <span title={site.name}>{site.code}</span> },
  { id: 'by', header: 'By', width: '150px', card: 'labelled', cell: ({ by }) => by ?? '–' },
  {
    id: 'when',
    header: 'When',
    width: '120px',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
  },
];

/** What was printed at the sites of the account, newest first. */
export function RunHistory(): ReactNode {
  const { timeZone } = useSession().district;
  const navigate = useNavigate();
  const [kind, setKind] = useState('');
  const asked = kind ? { kind: [kind as LabelKind] } : {};
  const query = useRuns(asked);
  const columns = useMemo(() => columnsOf(timeZone), [timeZone]);
  return (
    <section className={styles.history} aria-labelledby="labels-history">
      <header>
        <h2 id="labels-history">{said(LABEL_RUNS)}</h2>
        <div className={styles.tools}>
          <NativeSelect
            size="xs"
            aria-label="Labels of"
            value={kind}
            data={[
              { value: '', label: 'All kinds' },
              ...Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label })),
            ]}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          <ExportMenu
            small
            list="label-runs"
            query={asked}
            namesNobody={kind !== '' && kind !== 'person'}
            columns={columns}
          />
        </div>
      </header>
      <DataTable
        caption={said(LABEL_RUNS)}
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/labels/runs/$id', params: { id } })}
        empty={
          <EmptyState title={kind ? 'No labels of this kind yet' : 'Nothing was printed yet'}>
            Each run is kept: print a part of it again, or tick its labels off by scanning them.
          </EmptyState>
        }
      />
    </section>
  );
}
