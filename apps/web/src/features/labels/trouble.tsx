import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './labels.module.css';

/** Something of a plan that somebody would want to know before paper is used. */
export function Trouble({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className={styles.trouble}>
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
