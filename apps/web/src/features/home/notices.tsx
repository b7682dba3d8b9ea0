import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import { words } from '../../lib/device-words.js';
import styles from './home.module.css';

type Notice = Dto<'NoticeDto'>;

const KEY = ['notices', 'home'];
const SENTENCES: Record<string, string> = {
  'stolen-device-scanned': 'A device reported stolen was scanned',
  'disposed-device-scanned': 'A device recorded as disposed was scanned',
  'device-transferred': 'A device was taken over by another site',
  'missing-steps-due': 'Missing devices have steps due today',
};

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
  if (unread.length === 0) return null;
  return (
    <section aria-labelledby="notices-heading">
      <h2 id="notices-heading" className={styles.heading}>
        Notices
      </h2>
      <ul className={styles.notices}>
        {unread.map((notice) => (
          <li key={notice.id}>
            <IconBell size={18} aria-hidden />
            <span>
              {SENTENCES[notice.kind] ?? words(notice.kind)} <Subject notice={notice} />
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
