import { DEVICE_HEADS, noticeText } from '@app/kernel';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import styles from './notices.module.css';

type Notice = Dto<'NoticeDto'>;
type NoticeColumn = ExportedColumn<Notice, 'notices'>;

const columnsOf = (timeZone: string, busy: string | null, onRead: (id: string) => void): NoticeColumn[] => [
  {
    id: 'what',
    header: 'Notice',
    file: ['what', 'read'],
    card: 'first',
    cell: ({ kind, readAt }) => (
      <>
        {readAt === null && <Badge tone="blue">New</Badge>} {noticeText(kind)}
      </>
    ),
  },
  { id: 'device', header: DEVICE_HEADS.tag, width: '160px', cell: (notice) => <Device notice={notice} /> },
  { id: 'site', header: 'Site', width: '90px', cell: ({ siteCode }) => siteCode ?? '–' },
  {
    id: 'when',
    header: 'When',
    width: '130px',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} timeZone={timeZone} />,
  },
  {
    id: 'put-away',
    header: 'Actions',
    file: [],
    align: 'right',
    width: '120px',
    cell: ({ id, readAt }) =>
      readAt === null && (
        <Button variant="default" size="compact-xs" loading={busy === id} onClick={() => onRead(id)}>
          Put away
        </Button>
      ),
  },
];

/** Everything the account was told, read or not. */
export function NoticesPage(): ReactNode {
  const { timeZone } = useSession().district;
  const client = useQueryClient();
  const query = usePagedQuery<Notice>(['notices', 'page'], (after, signal) =>
    ask(api.GET('/api/v1/notices', { params: { query: { limit: 50, ...(after && { after }) } }, signal })),
  );
  const { mutate, variables, isPending } = useMutation({
    mutationFn: (id: string) => ask(api.POST('/api/v1/notices/{id}/read', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const busy = isPending ? variables : null;
  const columns = useMemo(() => columnsOf(timeZone, busy, mutate), [timeZone, busy, mutate]);
  return (
    <Page title="Notices" actions={<ExportMenu list="notices" query={{}} columns={columns} />}>
      <DataTable
        caption="Notices"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={
          <EmptyState title="No notices">
            Here stands what should not wait for a report: a stolen device that was scanned, a device that changed
            sites.
          </EmptyState>
        }
      />
    </Page>
  );
}

const Device = ({ notice: { deviceId, tag } }: { notice: Notice }): ReactNode =>
  deviceId ? (
    <Link to="/devices/$id" params={{ id: deviceId }} className={`${styles.name} mono`}>
      {tag ?? 'the device'}
    </Link>
  ) : (
    '–'
  );
