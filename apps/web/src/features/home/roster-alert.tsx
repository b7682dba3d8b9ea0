import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sourcesQuery } from '../../lib/roster-sources.js';
import { useCanEverywhere } from '../../lib/session.js';
import styles from './home.module.css';

/** For whoever looks after rosters, and only when one that came by itself did not go in. */
export function RosterAlert(): ReactNode {
  const { data } = useQuery({ ...sourcesQuery, enabled: useCanEverywhere('roster:run') });
  return data?.map(
    ({ id, name, held }) =>
      held && (
        <p key={id} role="alert" className={styles.alert}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            {held.state === 'failed'
              ? `The newest roster of ${name} could not be taken in.`
              : `The newest roster of ${name} waits for somebody to look at it.`}{' '}
            <Link to="/rosters/runs/$id" params={{ id: held.runId }}>
              Look at it
            </Link>
          </span>
        </p>
      ),
  );
}
