import { accessWords } from '@app/kernel';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { ErrorState } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import styles from './people.module.css';

/** Who opened this person's page, for those who watch over that. */
export function AccessBlock({ personId, student }: { personId: string; student: boolean }): ReactNode {
  const { timeZone } = useSession().district;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['access-log', personId],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/v1/access-log', { params: { query: { personId, limit: 10, after: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Dto<'AccessEntryPageDto'>) => page.next ?? undefined,
  });
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Block title={student ? 'Who saw this student' : 'Who saw this person'}>
      {error && <ErrorState error={error} what="The access log" onRetry={() => void refetch()} />}
      {data && entries.length === 0 && <p className={styles.muted}>Nobody so far.</p>}
      {entries.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, accountName, action, at }) => (
              <tr key={id}>
                <td>{accountName ?? 'The system'}</td>
                <td>{accessWords(action)}</td>
                <td>
                  <RelativeTime at={at} timeZone={timeZone} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button variant="subtle" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Load more
        </Button>
      )}
    </Block>
  );
}
