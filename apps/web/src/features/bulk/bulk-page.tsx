import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Block, Page } from '../../components/page.js';
import { Refused } from '../../components/refused.js';
import { api, ask } from '../../lib/api.js';
import { bulkRunQuery, type BulkRun } from '../../lib/bulk-queries.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import { asOfText } from '../../lib/time.js';
import { count, progressOf, resultWords, sumOf } from './bulk-words.js';
import styles from './bulk.module.css';
import { ItemTable } from './item-table.js';
import { ReasonList } from './reason-list.js';

type Step = 'start' | 'cancel' | 'resume' | 'undo';

const CALLS = {
  cancel: '/api/v1/bulk-runs/{id}/cancel',
  resume: '/api/v1/bulk-runs/{id}/resume',
  undo: '/api/v1/bulk-runs/{id}/undo',
} as const;

function useStep(run: BulkRun) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, reason }: { step: Step; reason?: string }) => {
      const params = { path: { id: run.id } };
      if (step !== 'start') return ask(api.POST(CALLS[step], { params }));
      return ask(api.POST('/api/v1/bulk-runs/{id}/start', { params, body: reason ? { reason } : {} }));
    },
    onSuccess: async (changed) => {
      client.setQueryData(bulkRunQuery(run.id).queryKey, changed);
      await client.invalidateQueries({ queryKey: ['bulk-run', run.id] });
      await client.invalidateQueries({ queryKey: ['devices'] });
    },
  });
}

/** One change of many devices: its preview, then its progress, then its result and its undo. */
export function BulkPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data: run } = useSuspenseQuery(bulkRunQuery(id));
  const { timeZone } = useSession().district;
  return (
    <Page
      title={run.label}
      area="Bulk changes"
      crumbs={[
        { label: 'Devices', href: '/devices' },
        { label: 'Bulk changes', href: '/bulk' },
      ]}
      lead={`${count(run.total)} ${run.total === 1 ? 'device' : 'devices'} chosen by ${run.accountName}, ${asOfText(run.createdAt, timeZone)}${run.reason ? ` · ${run.reason}` : ''}`}
    >
      <Block title={resultWords(run)}>
        <div className={styles.steps} aria-live="polite">
          {run.state === 'planned' && (run.mine ? <StartForm run={run} /> : <p>Not started.</p>)}
          {(run.state === 'running' || run.state === 'undoing') && <Progress run={run} />}
          {run.mine && run.state === 'cancelled' && <StepButton run={run} step="resume" label="Go on" />}
          {run.mine && run.undoable && run.changed > 0 && (
            <div>
              <StepButton run={run} step="undo" label="Undo this change" />
              <p className={styles.help}>
                Open for 24 hours. Devices to which something happened since are left as they are, and named.
              </p>
            </div>
          )}
        </div>
      </Block>
      {run.leaving > 0 && <Leaving run={run} />}
      {run.refused.length > 0 && (
        <Block title={`${count(sumOf(run.refused))} ${run.state === 'planned' ? 'cannot' : 'could not'} be changed`}>
          <ReasonList reasons={run.refused} />
          <ItemTable runId={run.id} outcome="refused" caption="Devices that cannot be changed" />
        </Block>
      )}
      {run.left.length > 0 && (
        <Block title={`${count(sumOf(run.left))} were left as they are`}>
          <ReasonList reasons={run.left} />
          <ItemTable runId={run.id} outcome="left" caption="Devices that the undo left" />
        </Block>
      )}
      {run.toChange > 0 && (
        <Block title={run.state === 'planned' ? 'Devices that will change' : 'Devices of this change'}>
          <ItemTable
            key={`${run.state} ${run.changed}`}
            runId={run.id}
            outcome={run.state === 'undone' ? 'undone' : run.changed > 0 ? 'changed' : 'planned'}
            caption="Devices"
          />
        </Block>
      )}
    </Page>
  );
}

/** E23: they are named before, and need a reason. */
const Leaving = ({ run }: { run: BulkRun }): ReactNode => (
  <Block title={`${count(run.leaving)} ${run.leaving === 1 ? 'leaves its' : 'leave their'} program`}>
    <p className={styles.help}>
      Bought with federal or E-Rate money, which is for its own program: each transfer needs a reason on record.
    </p>
    <ItemTable runId={run.id} leaving caption="Devices that leave the program whose money bought them" />
  </Block>
);

function StepButton({ run, step, label }: { run: BulkRun; step: Step; label: string }): ReactNode {
  const { mutate, isPending, error } = useStep(run);
  return (
    <>
      <Refused error={error} />
      <Button variant="default" loading={isPending} onClick={() => mutate({ step })}>
        {label}
      </Button>
    </>
  );
}

const whyMissing = ({ leaving }: BulkRun): string =>
  leaving > 0 ? 'Say why they leave the program that bought them' : 'Say why so many devices change';

/** The last look before it happens. */
function StartForm({ run }: { run: BulkRun }): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useStep(run);
  if (run.toChange === 0) return <p>There is nothing to do.</p>;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { reason } = formValues(event.currentTarget);
    const missing = run.reasonNeeded && !reason;
    setProblems(missing ? [{ field: 'reason', message: whyMissing(run) }] : []);
    if (!missing) mutate({ step: 'start', reason });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'reason');
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <Textarea
        id="reason"
        name="reason"
        label={run.reasonNeeded ? 'Reason' : 'Reason (optional)'}
        description="Kept with this change, for whoever asks later."
        maxLength={500}
        autosize
        minRows={2}
        error={shown[0]?.message}
      />
      <div>
        <Button type="submit" loading={isPending}>
          Change {count(run.toChange)} {run.toChange === 1 ? 'device' : 'devices'}
        </Button>
      </div>
    </form>
  );
}

/** The heading says the number; the bar has the same. */
function Progress({ run }: { run: BulkRun }): ReactNode {
  const { done, total } = progressOf(run);
  return (
    <div className={styles.form}>
      <progress aria-label={resultWords(run)} max={Math.max(total, 1)} value={done} />
      <p className={styles.help}>You can leave this page and come back. Each device is changed whole or not at all.</p>
      {run.stalled && <p>Nothing has moved for over a minute.</p>}
      {run.mine && (
        <div className={styles.buttons}>
          {run.state === 'running' && <StepButton run={run} step="cancel" label="Cancel" />}
          {run.stalled && <StepButton run={run} step="resume" label="Try again" />}
        </div>
      )}
    </div>
  );
}
