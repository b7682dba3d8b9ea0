import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { cancelStep, useStep } from './import-queries.js';
import { count, type Import } from './import-words.js';
import styles from './imports.module.css';

interface ProgressBarProps {
  run: Import;
  /** "Reading the file". */
  doing: string;
  /** What cancelling means. */
  note: string;
}

/** How far the step is, and a way to stop it. The page may be left: the work goes on. */
export function ProgressBar({ run, doing, note }: ProgressBarProps): ReactNode {
  const { mutate, isPending, isSuccess, error } = useStep(run, () => cancelStep(run));
  const total = run.progress?.total ?? run.rowTotal;
  const done = Math.min(run.progress?.done ?? 0, total);
  return (
    <div className={styles.progress}>
      <label htmlFor="import-progress">
        {doing}: {count(done)} of {count(total)} lines
      </label>
      <progress id="import-progress" max={Math.max(total, 1)} value={done} />
      <p className={styles.help}>You can leave this page and come back. {note}</p>
      {error && (
        <p role="alert" className={styles.error}>
          {problemOf(error).detail ?? problemOf(error).title}
        </p>
      )}
      <Button variant="default" size="compact-sm" loading={isPending} onClick={() => mutate(undefined)}>
        {isSuccess ? 'Stopping…' : 'Cancel'}
      </Button>
    </div>
  );
}
