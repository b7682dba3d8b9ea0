import type { ReactNode } from 'react';
import notes from '../../components/notes.module.css';
import styles from './admin.module.css';

/** Said, not only shown, and gone with the next change. */
export const Saved = ({ when, children = 'Saved.' }: { when: boolean; children?: ReactNode }): ReactNode => (
  <div role="status" className={styles.status}>
    {when && <p className={notes.calm}>{children}</p>}
  </div>
);
