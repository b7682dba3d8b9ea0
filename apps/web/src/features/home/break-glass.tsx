import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask } from '../../lib/api.js';
import { useCanEverywhere, useSession } from '../../lib/session.js';
import styles from './home.module.css';

/** Somebody signed in with an emergency account: every administrator hears of it. */
export function BreakGlassUses(): ReactNode {
  const { district } = useSession();
  const { data } = useQuery({
    queryKey: ['break-glass-uses'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/break-glass-uses', { signal })),
    enabled: useCanEverywhere('account:manage'),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <div role="alert" className={styles.alarm}>
      <Block title="An emergency account was used">
        <ul>
          {data.items.map(({ accountId, accountName, at }) => (
            <li key={at}>
              <Link to="/admin/users/$id" params={{ id: accountId }}>
                {accountName}
              </Link>{' '}
              <RelativeTime at={at} timeZone={district.timeZone} />
            </li>
          ))}
        </ul>
        <p>If nobody of you knows why, disable it and look at what it changed.</p>
      </Block>
    </div>
  );
}
