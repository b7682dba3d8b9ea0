import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../../lib/api.js';
import { useCan } from '../../lib/session.js';
import styles from './site-numbers.module.css';

type Site = Pick<Dto<'SiteDto'>, 'id' | 'code'>;

/** More late clearances than this are "200+". */
const MOST = 200;

async function attentionOf({ id }: Site, mayReadPeople: boolean, signal: AbortSignal) {
  const site = [id];
  const cases = (query: { overdue?: boolean; pending?: boolean }) =>
    ask(api.GET('/api/v1/missing-cases', { params: { query: { site, state: ['open'], ...query, limit: 1 } }, signal }));
  const [late, pending, clearances, temporary] = await Promise.all([
    cases({ overdue: true }),
    cases({ pending: true }),
    mayReadPeople
      ? ask(api.GET('/api/v1/clearances', { params: { query: { site, overdue: true, limit: MOST } }, signal }))
      : null,
    mayReadPeople ? ask(api.GET('/api/v1/temporary-people', { params: { query: { site, limit: 1 } }, signal })) : null,
  ]);
  return {
    late: late.total.count,
    pending: pending.total.count,
    clearances: clearances?.items.length ?? 0,
    temporary: temporary?.total.count ?? 0,
  };
}

const THINGS = [
  [
    'late',
    'missing device with a step overdue',
    'missing devices with a step overdue',
    '/missing',
    { overdue: 'true' },
  ],
  ['pending', 'write-off to decide', 'write-offs to decide', '/missing', { pending: 'true' }],
  ['clearances', 'clearance overdue', 'clearances overdue', '/clearances', { overdue: 'true' }],
  ['temporary', 'temporary student', 'temporary students', '/people/temporary', {}],
] as const;

/** What waits for somebody at this site today; each number opens its list. */
export function NeedsAttention({ site }: { site: Site }): ReactNode {
  const mayReadPeople = useCan('person:read', site.id);
  const { data } = useQuery({
    queryKey: ['site', site.id, 'attention', mayReadPeople],
    queryFn: ({ signal }) => attentionOf(site, mayReadPeople, signal),
    staleTime: 60_000,
  });
  if (!data) return null;
  const waiting = THINGS.filter(([key]) => data[key] > 0);
  return (
    <p className={styles.attention}>
      <strong>Needs attention:</strong>{' '}
      {waiting.length === 0
        ? 'nothing today'
        : waiting.map(([key, one, many, to, search], index) => (
            <span key={key}>
              {index > 0 && ' · '}
              <Link to={to} search={{ site: site.code, ...search } as never}>
                {data[key] >= MOST && key === 'clearances' ? `${MOST}+` : data[key].toLocaleString('en-US')}{' '}
                {data[key] === 1 ? one : many}
              </Link>
            </span>
          ))}
    </p>
  );
}
