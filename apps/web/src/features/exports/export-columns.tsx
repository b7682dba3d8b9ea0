import {
  ALL_ROWS,
  dayIn,
  EXPORT_PEOPLE_WORDS,
  exportLabel,
  exportRemark,
  exportStanding,
  said,
  type ExportStanding,
} from '@app/kernel';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ExportedColumn } from '../../components/data-table.js';
import { Badge, type Tone } from '../../components/state-badge.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import { atWork, exportQuery, fileAddress, type Export } from '../../lib/export-queries.js';
import { dayText } from '../../lib/time.js';
import styles from './exports.module.css';

const TONES: Record<ExportStanding, Tone> = {
  ...{ queued: 'grey', running: 'blue', done: 'green' },
  ...{ failed: 'red', cancelled: 'grey', expired: 'grey' },
};

/** A row of the list as it is now: one that is under way is asked again. */
const useLive = (listed: Export): Export =>
  useQuery({ ...exportQuery(listed.id), initialData: listed, enabled: atWork(listed) }).data;

function State({ run }: { run: Export }): ReactNode {
  const live = useLive(run);
  const standing = exportStanding(live);
  const remark = exportRemark(live);
  return (
    <span className={styles.state}>
      <Badge tone={TONES[standing]}>{exportLabel(standing)}</Badge>
      {live.state === 'running' && (
        <progress
          aria-label={`Rows of ${live.title}`}
          max={live.total ?? undefined}
          value={live.total ? live.done : undefined}
        />
      )}
      {remark && <span className={live.error ? styles.error : styles.words}>{remark}</span>}
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

export const exportColumns = (timeZone: string): ExportedColumn<Export, 'exports'>[] => [
  {
    id: 'list',
    file: ['list', 'filters', 'columns'],
    header: 'List',
    card: 'first',
    cell: (run) => (
      <span className={`${styles.what} ${styles.lines}`}>
        {run.title}
        <span className={styles.words} title={run.words ?? undefined}>
          {run.words ?? said(ALL_ROWS)}
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
    file: ['people', 'recipient', 'purpose'],
    header: 'People',
    width: '200px',
    card: 'labelled',
    cell: ({ variant, recipient, purpose }) => (
      <span className={styles.what}>
        {variant === 'plain' ? '–' : said(EXPORT_PEOPLE_WORDS[variant])}
        {recipient && (
          <span className={styles.words}>
            {recipient}: {purpose}
          </span>
        )}
      </span>
    ),
  },
  { id: 'state', file: ['state', 'remark'], header: 'Status', width: '150px', cell: (run) => <State run={run} /> },
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
  { id: 'get', file: [], header: 'Get it', width: '110px', cell: (run) => <Actions run={run} /> },
];
