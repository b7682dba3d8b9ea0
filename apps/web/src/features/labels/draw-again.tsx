import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import type { LabelRun } from './label-words.js';
import { useReprint } from './reprint-form.js';
import styles from './run.module.css';

/** A run that was not drawn, whole and with the same codes: numbers of new tags are taken for it. */
export function DrawAgain({ run }: { run: LabelRun }): ReactNode {
  const { mutate, isPending, error } = useReprint(run);
  const { items, startAt, copies } = run;
  return (
    <>
      {error && (
        <p role="alert" className={styles.error}>
          {problemOf(error).detail ?? problemOf(error).title}
        </p>
      )}
      <Button loading={isPending} onClick={() => mutate({ spans: [{ from: 1, to: items }], startAt, copies })}>
        Draw it again
      </Button>
    </>
  );
}
