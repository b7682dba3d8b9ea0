import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import type { LabelRun } from './label-words.js';
import { CutQuestion } from './off-page.js';
import styles from './run.module.css';
import { useReprint } from './use-reprint.js';

/** A run that was not drawn, whole and with the same codes: numbers of new tags are taken for it. */
export function DrawAgain({ run }: { run: LabelRun }): ReactNode {
  const { send, isPending, error, cut } = useReprint(run);
  const { items, startAt, copies } = run;
  return (
    <>
      {error && (
        <p role="alert" className={styles.error}>
          {problemOf(error).detail ?? problemOf(error).title}
        </p>
      )}
      {cut && (
        <div role="alert">
          <CutQuestion {...cut} medium={run.stock.medium} />
        </div>
      )}
      <Button loading={isPending} onClick={() => send({ spans: [{ from: 1, to: items }], startAt, copies })}>
        Draw it again
      </Button>
    </>
  );
}
