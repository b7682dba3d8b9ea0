import type { ReactNode } from 'react';
import styles from './admin.module.css';

/** Said, not only shown, and gone with the next change. */
export const Saved = ({ when, children = 'Saved.' }: { when: boolean; children?: ReactNode }): ReactNode => (
  <div role="status" className={styles.status}>
    {when && <p className={styles.saved}>{children}</p>}
  </div>
);
