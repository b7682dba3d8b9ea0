import { dayIn } from '@app/kernel';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Column } from '../../components/data-table.js';
import { Badge, type Tone } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import { atWork, exportQuery, fileAddress, type Export } from '../../lib/export-queries.js';
import { dayText } from '../../lib/time.js';
import styles from './exports.module.css';

const STATES: Record<Export['state'], { label: string; tone: Tone }> = {
  queued: { label: 'Waiting', tone: 'grey' },
  running: { label: 'Under way', tone: 'blue' },
  done: { label: 'Ready', tone: 'green' },
  failed: { label: 'Failed', tone: 'red' },
  cancelled: { label: 'Stopped', tone: 'grey' },
};
const PEOPLE: Record<Export['variant'], string> = { plain: '–', names: 'Names', pseudonyms: 'Pseudonyms' };

/** A row of the list as it is now: one that is under way is asked again. */
const useLive = (listed: Export): Export =>
  useQuery({ ...exportQuery(listed.id), initialData: listed, enabled: atWork(listed) }).data;

/** What its badge does not say. */
function wordsOf({ state, before, done, error }: Export): string | null {
  if (state === 'queued') return before ? `${before.toLocaleString()} before it` : null;
  if (state === 'cancelled') return `after ${done.toLocaleString()} rows`;
  return error;
}

const badgeOf = (run: Export): { label: string; tone: Tone } =>
  run.state === 'done' && !run.available ? { label: 'Expired', tone: 'grey' } : STATES[run.state];

function State({ run }: { run: Export }): ReactNode {
  const live = useLive(run);
  const { label, tone } = badgeOf(live);
  return (
    <span className={styles.state}>
      <Badge tone={tone}>{label}</Badge>
      {live.state === 'running' && (
        <progress
          aria-label={`Rows of ${live.title}`}
          max={live.total ?? undefined}
          value={live.total ? live.done : undefined}
        />
      )}
      {wordsOf(live) && <span className={live.error ? styles.error : styles.words}>{wordsOf(live)}</span>}
    </span>
  );
}

/** In the file, or so far. */
function Rows({ run }: { run: Export }): ReactNode {
  const live = useLive(run);
  return live.rowCount === null && !atWork(live) ? '–' : live.done.toLocaleString();
}

function Actions({ run }: { run: Export }): ReactNode {
  const live = useLive(run);
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/exports/{id}/cancel', { params: { path: { id: run.id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['export', run.id] }),
  });
  if (live.available)
    return (
      <a href={fileAddress(live)} download aria-label={`Download ${live.fileName}`}>
        Download
      </a>
    );
  if (!atWork(live)) return '–';
  return (
    <Button
      variant="default"
      size="compact-xs"
      loading={isPending}
      aria-label={`Stop the export of ${live.title}`}
      onClick={() => mutate()}
    >
      Stop
    </Button>
  );
}

export const exportColumns = (timeZone: string): Column<Export>[] => [
  {
    id: 'list',
    header: 'List',
    card: 'first',
    cell: (run) => (
      <span className={`${styles.what} ${styles.lines}`}>
        {run.title}
        <span className={styles.words} title={run.words ?? undefined}>
          {run.words ?? 'All rows'}
        </span>
        <span className={styles.words} title={run.columns.join(', ')}>
          {run.columns.join(', ')}
        </span>
      </span>
    ),
  },
  { id: 'format', header: 'File', width: '72px', cell: ({ format }) => format.toUpperCase() },
  { id: 'rows', header: 'Rows', width: '88px', align: 'right', card: 'labelled', cell: (run) => <Rows run={run} /> },
  {
    id: 'people',
    header: 'People',
    width: '200px',
    card: 'labelled',
    cell: ({ variant, recipient, purpose }) => (
      <span className={styles.what}>
        {PEOPLE[variant]}
        {recipient && (
          <span className={styles.words}>
            {recipient}: {purpose}
          </span>
        )}
      </span>
    ),
  },
  { id: 'state', header: 'Status', width: '150px', cell: (run) => <State run={run} /> },
  {
    id: 'made',
    header: 'Made',
    width: '120px',
    card: 'labelled',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
  },
  {
    id: 'kept',
    header: 'Kept until',
    width: '150px',
    card: 'labelled',
    cell: ({ expiresAt, available }) => (available && expiresAt ? dayText(dayIn(timeZone, expiresAt)) : '–'),
  },
  { id: 'file', header: 'Get it', width: '110px', cell: (run) => <Actions run={run} /> },
];
