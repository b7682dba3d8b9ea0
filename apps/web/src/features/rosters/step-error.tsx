import type { ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import styles from './rosters.module.css';

export const StepError = ({ error }: { error: unknown }): ReactNode =>
  error ? (
    <p role="alert" className={styles.error}>
      {problemOf(error).detail ?? problemOf(error).title}
    </p>
  ) : null;
