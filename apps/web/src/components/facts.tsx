import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** Label and value in rows; a row without a value shows a dash. */
export const Facts = ({ rows }: { rows: [label: string, value: ReactNode][] }): ReactNode => (
  <dl className={styles.facts}>
    {rows.map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value ?? '–'}</dd>
      </div>
    ))}
  </dl>
);
