import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BACKUP_PROBLEMS, backupsQuery } from '../../lib/backup-queries.js';
import { useCanEverywhere } from '../../lib/session.js';
import styles from './home.module.css';

/** For whoever looks after backups, and only when something is wrong with them. */
export function BackupAlert(): ReactNode {
  const { data } = useQuery({ ...backupsQuery, enabled: useCanEverywhere('backup:manage') });
  if (!data || data.problems.length === 0) return null;
  return (
    <p role="alert" className={styles.alert}>
      <IconAlertTriangle size={18} aria-hidden />
      <span>
        {data.problems.map((problem) => BACKUP_PROBLEMS[problem]).join('. ')}.{' '}
        <Link to="/admin/backups">Look at the backups</Link>
      </span>
    </p>
  );
}
