import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CaseBadge } from '../../components/case-badge.js';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { deviceName } from '../../lib/device-words.js';
import { repeatText } from '../../lib/missing-words.js';
import { dayText } from '../../lib/time.js';
import styles from './people.module.css';

/** What went missing while somebody had it. A count to look at: nothing follows from it by itself. */
export function PersonMissing({ personId }: { personId: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['person', personId, 'missing-cases'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/people/{id}/missing-cases', { params: { path: { id: personId } }, signal })),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Block title="Missing and stolen">
      <p className={styles.muted}>{data.total > 0 ? repeatText(data.total) : 'Only reports in error'}</p>
      <ul className={styles.guardians}>
        {data.items.map(({ id, kind, state, device, notifiedOn }) => (
          <li key={id}>
            <CaseBadge kind={kind} state={state} />{' '}
            <Link to="/missing/$caseId" params={{ caseId: id }} className="mono">
              {deviceName(device)}
            </Link>{' '}
            reported {dayText(notifiedOn)}
          </li>
        ))}
      </ul>
    </Block>
  );
}
