import type { ReactNode } from 'react';
import type { BulkRun } from '../../lib/bulk-queries.js';
import { count } from './bulk-words.js';
import styles from './bulk.module.css';

/** Why not, the most frequent first. */
export const ReasonList = ({ reasons }: { reasons: BulkRun['refused'] }): ReactNode => (
  <ul className={styles.reasons}>
    {reasons.map(({ reason, words, count: number }) => (
      <li key={reason}>
        <strong>{count(number)}</strong> {words}
      </li>
    ))}
  </ul>
);
