import { noticeText } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { proposalsQuery } from '../../lib/proposal-queries.js';
import { useCanEverywhere, useSession } from '../../lib/session.js';
import styles from './home.module.css';

type Notice = Dto<'NoticeDto'>;

const KEY = ['notices', 'home'];

/** What the account should know and has not put away yet. Nothing shows when there is nothing. */
export function Notices(): ReactNode {
  const { timeZone } = useSession().district;
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/notices', { params: { query: { limit: 50 } }, signal })),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string) => ask(api.POST('/api/v1/notices/{id}/read', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const unread = data?.items.filter(({ readAt }) => readAt === null) ?? [];
  const waiting = useWaitingGrants();
  if (unread.length === 0 && waiting === 0) return null;
  return (
    <section aria-labelledby="notices-heading">
      <h2 id="notices-heading" className={styles.heading}>
        Notices
      </h2>
      <ul className={styles.notices}>
        {waiting > 0 && (
          <li>
            <IconBell size={18} aria-hidden />
            <Link to="/admin/users">
              {waiting === 1 ? 'One role waits for your approval' : `${waiting} roles wait for your approval`}
            </Link>
          </li>
        )}
        {unread.map((notice) => (
          <li key={notice.id}>
            <IconBell size={18} aria-hidden />
            <span>
              {noticeText(notice.kind)} <Subject notice={notice} />
            </span>
            <RelativeTime at={notice.createdAt} timeZone={timeZone} />
            <Button variant="default" size="compact-xs" disabled={isPending} onClick={() => mutate(notice.id)}>
              Put away
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Roles that this account may give as the second person. */
function useWaitingGrants(): number {
  const { account } = useSession();
  const { data } = useQuery({ ...proposalsQuery, enabled: useCanEverywhere('account:manage') });
  return data?.filter(({ proposedBy, accountId }) => ![proposedBy, accountId].includes(account.id)).length ?? 0;
}

const Subject = ({ notice: { deviceId, tag, siteCode } }: { notice: Notice }): ReactNode => (
  <>
    {deviceId && (
      <Link to="/devices/$id" params={{ id: deviceId }} className="mono">
        {tag ?? 'the device'}
      </Link>
    )}
    {siteCode && ` · ${siteCode}`}
  </>
);
