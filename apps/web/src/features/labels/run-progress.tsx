import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLate } from '../../components/states.js';
import { StepProgress } from '../../components/step-progress.js';
import { api, ask } from '../../lib/api.js';
import { atWork, runQuery } from './label-queries.js';
import { count, type LabelRun } from './label-words.js';
import styles from './run.module.css';

/** Most runs are drawn before anybody could read this. */
const LATE_MS = 2_000;

/** How far a large run is drawn, with a way to stop it; or that it was stopped. */
export function RunProgress({ run }: { run: LabelRun }): ReactNode {
  const client = useQueryClient();
  const late = useLate(atWork(run), LATE_MS);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/label-runs/{id}/cancel', { params: { path: { id: run.id } } })),
    onSuccess: (changed) => client.setQueryData(runQuery(run.id).queryKey, changed),
    onError: () => void client.invalidateQueries({ queryKey: ['label-run', run.id] }),
  });
  if (run.state === 'failed' || run.state === 'cancelled')
    return (
      <p role="status" className={styles.how}>
        {run.state === 'failed'
          ? `It could not be drawn: ${run.error ?? 'nobody knows why'}. Draw it again.`
          : 'It was cancelled before it was drawn. Draw it again if you need it.'}
        {run.kind === 'tag-range' && ' Its tags stay taken: drawn again, it has the same ones.'}
      </p>
    );
  if (!late)
    return (
      <p className="visually-hidden" role="status">
        The labels are being drawn
      </p>
    );
  const { done, total } = run.progress ?? { done: 0, total: run.total };
  return (
    <StepProgress
      label={run.state === 'queued' ? 'Waiting to be drawn' : `Drawn: ${count(done)} of ${count(total)} labels`}
      done={done}
      total={total}
      note="You can leave this page and come back."
      error={error}
      cancel={run.mayChange ? { label: 'Cancel', pending: isPending, onClick: () => mutate() } : undefined}
    />
  );
}
