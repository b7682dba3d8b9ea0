import { Button } from '@mantine/core';
import { IconFileUpload, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import type { ExportKey } from '../../lib/export-keys.js';
import { language, wordsIn } from '../../lib/language.js';
import { useCan, useSession } from '../../lib/session.js';
import { sourcesQuery, useRuns } from './roster-queries.js';
import { count, say } from './roster-words.js';
import styles from './rosters.module.css';
import { RunBadge } from './run-badge.js';
import { TILES, type Run } from './run-words.js';
import { SourceCard } from './source-card.js';

type RunColumn = ExportedColumn<Run, 'roster-runs'>;

const number = (id: ExportKey<'roster-runs'>): RunColumn => {
  const tile = TILES.find((each) => each.id === id)!;
  return {
    id,
    header: id === 'asked' ? say('missing') : wordsIn(tile.label),
    align: 'right',
    width: '72px',
    card: 'none',
    cell: ({ result, predicted }) => {
      const counts = result ?? predicted;
      return counts ? count(tile.of(counts)) : '–';
    },
  };
};

const columnsOf = (timeZone: string): RunColumn[] => [
  {
    id: 'file',
    header: say('file'),
    width: '20%',
    card: 'first',
    cell: ({ id, fileName }) => (
      <Link to="/rosters/runs/$id" params={{ id }} className={styles.name}>
        {fileName}
      </Link>
    ),
  },
  { id: 'source', header: say('source'), width: '20%', cell: ({ sourceName }) => sourceName },
  { id: 'state', header: say('status'), width: '118px', cell: ({ state }) => <RunBadge state={state} /> },
  ...(['new', 'changed', 'moved', 'asked', 'withdrawn', 'refused'] as const).map(number),
  {
    id: 'when',
    header: say('begun'),
    width: '104px',
    cell: ({ createdAt }) => (
      <span className={styles.whole}>
        <RelativeTime at={createdAt} timeZone={timeZone} />
      </span>
    ),
  },
];

function Actions(): ReactNode {
  const mayRun = useCan('roster:run');
  const mayAnswer = useCan('person:edit');
  return (
    <>
      {mayAnswer && (
        <Button variant="default" renderRoot={(props) => <Link to="/rosters/questions" {...props} />}>
          {say('questions')}
        </Button>
      )}
      {mayRun && (
        <>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            renderRoot={(props) => <Link to="/rosters/sources/new" {...props} />}
          >
            {say('source.add')}
          </Button>
          <Button
            leftSection={<IconFileUpload size={16} />}
            renderRoot={(props) => <Link to="/rosters/new" {...props} />}
          >
            {say('upload')}
          </Button>
        </>
      )}
    </>
  );
}

/** Who sends rosters, how fresh each is, and what came in. */
export const RostersPage = (): ReactNode => (
  <Page title={say('rosters')} lead={say('rosters.lead')} actions={<Actions />} lang={language()}>
    <Sources />
    <Runs />
  </Page>
);

function Sources(): ReactNode {
  const { data, error, refetch } = useQuery(sourcesQuery);
  if (!data && error) return <ErrorState error={error} what={say('sources')} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={4} />;
  if (data.length === 0) return <EmptyState title={say('sources.none')}>{say('sources.none.text')}</EmptyState>;
  return (
    <section className={styles.sources} aria-label={say('sources')}>
      {data.map((source) => (
        <SourceCard key={source.id} source={source} />
      ))}
    </section>
  );
}

function Runs(): ReactNode {
  const { timeZone } = useSession().district;
  const query = useRuns();
  const navigate = useNavigate();
  const spoken = language();
  const columns = useMemo(() => columnsOf(timeZone), [timeZone, spoken]); // oxlint-disable-line react/exhaustive-deps
  return (
    <section className={styles.stack} aria-labelledby="runs">
      <header className={styles.headline}>
        <h2 id="runs" className={styles.heading}>
          {say('runs')}
        </h2>
        <ExportMenu small list="roster-runs" query={{}} columns={columns} />
      </header>
      <DataTable
        caption={say('runs')}
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/rosters/runs/$id', params: { id } })}
        empty={say('runs.none')}
      />
    </section>
  );
}
