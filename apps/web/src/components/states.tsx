import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { problemOf } from '../lib/api.js';
import styles from './states.module.css';

/** Nothing for 150 ms: what is fast should not flicker. */
export function useLate(active: boolean, ms = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = window.setTimeout(() => setLate(true), ms);
    return () => {
      window.clearTimeout(timer);
      setLate(false);
    };
  }, [active, ms]);
  return late;
}

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It is the whole page: its title is the heading. */
  page?: boolean;
}

const Title = ({ page, children }: { page?: boolean; children: ReactNode }): ReactNode =>
  page ? (
    <h1 tabIndex={-1} className={styles.title}>
      {children}
    </h1>
  ) : (
    <p className={styles.title}>{children}</p>
  );

/** First use, no match, all done: what this is and one way on. */
export function EmptyState({ title, children, action, page }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.state}>
      <Title page={page}>{title}</Title>
      {children && <div className={styles.text}>{children}</div>}
      {action}
    </div>
  );
}

interface ErrorStateProps {
  error: unknown;
  /** What could not be loaded: "The device list". */
  what: string;
  onRetry?: () => void;
  page?: boolean;
}

/** What happened, what was kept, what to do; the id that support needs. */
export function ErrorState({ error, what, onRetry, page }: ErrorStateProps): ReactNode {
  const problem = problemOf(error);
  const offline = problem.status === 0 && problem.code === 'network.unreachable';
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle size={28} stroke={1.8} aria-hidden />
      <Title page={page}>{offline ? 'The server cannot be reached' : `${what} could not be loaded`}</Title>
      <p className={styles.text}>
        {offline ? 'Check the network. Nothing you entered is lost.' : (problem.detail ?? problem.title)}
        {problem.errorId && (
          <>
            {' '}
            Error id <code className="mono">{problem.errorId}</code>
          </>
        )}
      </p>
      {onRetry && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface NoPermissionProps {
  what: string;
  who?: string;
  page?: boolean;
}

export function NoPermission({ what, who = 'your district administrator', page }: NoPermissionProps): ReactNode {
  return (
    <div className={styles.state}>
      <IconLock size={28} stroke={1.8} aria-hidden />
      <Title page={page}>Your role does not include {what}</Title>
      <p className={styles.text}>Ask {who} if you need it.</p>
    </div>
  );
}

/** Rows in the shape of what is coming, after 150 ms. */
export function SkeletonRows({ rows = 8, height = 40 }: { rows?: number; height?: number }): ReactNode {
  const late = useLate(true);
  const slow = useLate(true, 5_000);
  return (
    <div className={styles.skeleton} role="status" data-late={late} style={{ minHeight: rows * height }}>
      <span className="visually-hidden">{slow ? 'Still working' : 'Loading'}</span>
      {late &&
        Array.from({ length: rows }, (_, i) => (
          <div key={i} style={{ height: height - 12, width: `${92 - ((i * 17) % 31)}%` }} />
        ))}
      {slow && <p>Still working…</p>}
    </div>
  );
}
