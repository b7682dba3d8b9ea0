import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refused } from '../../components/refused.js';
import { startDryRun, useStep } from './import-queries.js';
import { count, type Import } from './import-words.js';
import styles from './imports.module.css';

/** Why the last step ended early, what of it was kept, and the way on. */
export function FailureNote({ run }: { run: Import }): ReactNode {
  const { mutate, isPending, error } = useStep(run, () => startDryRun(run));
  const { failure, appliedTo } = run;
  const errorId = failure?.details.errorId;
  return (
    <div className={styles.failure}>
      <p>
        <strong>{failure ? failure.message : 'Cancelled.'}</strong>{' '}
        {appliedTo > 0
          ? `Lines up to ${count(appliedTo)} are applied; the rest is not. The same file can run again: what is applied stays as it is.`
          : 'Nothing has been changed.'}
        {typeof errorId === 'string' && (
          <>
            {' '}
            Error id <code className="mono">{errorId}</code>
          </>
        )}
      </p>
      <Refused error={error} />
      <Button loading={isPending} onClick={() => mutate(undefined)}>
        Do the dry run again
      </Button>
    </div>
  );
}
