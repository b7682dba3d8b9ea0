import type { ReactNode } from 'react';
import { StepProgress } from '../../components/step-progress.js';
import { cancelStep, useStep } from './import-queries.js';
import { count, type Import } from './import-words.js';

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
    <StepProgress
      label={`${doing}: ${count(done)} of ${count(total)} lines`}
      done={done}
      total={total}
      note={`You can leave this page and come back. ${note}`}
      error={error}
      cancel={{ label: isSuccess ? 'Stopping…' : 'Cancel', pending: isPending, onClick: () => mutate(undefined) }}
    />
  );
}
