import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refused } from '../../components/refused.js';
import { startCheck, useStep } from './roster-queries.js';
import { runSay, type Run } from './run-words.js';

/** Answers about schools and settings of the source count from the next look on. */
export function LookAgain({ run, primary = false }: { run: Run; primary?: boolean }): ReactNode {
  const { mutate, isPending, error } = useStep(run, () => startCheck(run));
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} loading={isPending} onClick={() => mutate()}>
        {runSay('again')}
      </Button>
      <Refused error={error} />
    </>
  );
}
