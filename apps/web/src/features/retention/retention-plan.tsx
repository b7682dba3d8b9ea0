import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Block } from '../../components/page.js';
import { Refused } from '../../components/refused.js';
import { refusedFields } from '../../lib/form.js';
import { useSession } from '../../lib/session.js';
import { asOfText, dayText } from '../../lib/time.js';
import { useForm } from '../../lib/use-form.js';
import { RetentionItems } from './retention-items.js';
import { useApprove, useCancel } from './retention-queries.js';
import { count, people, runWords, type RetentionRun } from './retention-words.js';
import styles from './retention.module.css';
import { YearsChart } from './years-chart.js';

/** One plan: what it comes to, the step that is due, and the list behind every number. */
export function RetentionPlan({ run }: { run: RetentionRun }): ReactNode {
  const { timeZone } = useSession().district;
  const [planned, at] = [run.plannedBy ?? 'the system', asOfText(run.plannedAt, timeZone)];
  return (
    <>
      <Block title={runWords(run)}>
        <div className={styles.steps} aria-live="polite">
          <p className={styles.text}>
            Plan of {dayText(run.onDay)}, {at}, by {planned}
            {run.decidedBy && ` · decided by ${run.decidedBy}`}
          </p>
          {run.state === 'planned' && <Decision run={run} />}
          {run.state === 'running' && <Progress run={run} />}
        </div>
      </Block>
      {run.byYear.length > 0 && (
        <Block title="When the years of the others end">
          <YearsChart run={run} />
        </Block>
      )}
      <Block title="Who, and why">
        <RetentionItems run={run} />
      </Block>
    </>
  );
}

function Decision({ run }: { run: RetentionRun }): ReactNode {
  if (run.toForget === 0)
    return (
      <>
        <p className={styles.text}>Nobody’s years are over. There is nothing to approve.</p>
        <CancelButton run={run} label="Take the plan back" />
      </>
    );
  if (run.own)
    return (
      <>
        <p className={styles.text}>
          Another administrator reads the list and approves it until {dayText(run.approveBy)}. Nothing is done before.
        </p>
        <CancelButton run={run} label="Take the plan back" />
      </>
    );
  return <ApproveForm run={run} />;
}

/** The last look before it happens: the number is typed, so that it was read. */
function ApproveForm({ run }: { run: RetentionRun }): ReactNode {
  const { mutate, isPending, error } = useApprove(run.id, run.version);
  const { onSubmit, problems, field } = useForm<number>({
    read: ({ people: typed = '' }) => {
      const digits = typed.replaceAll(/[,\s]/g, '');
      const right = /^\d+$/.test(digits);
      return {
        body: Number(digits),
        problems: right ? [] : [{ field: 'people', message: 'Type the number of people' }],
      };
    },
    send: mutate,
    refused: refusedFields(error, 'people', undefined, { people: 'The number' }),
  });
  return (
    <form className={styles.steps} onSubmit={onSubmit} noValidate>
      <FormProblems problems={problems} />
      <p className={styles.text}>
        <strong>{people(run.toForget)}</strong> will not be known any more. Nobody can take that back; each is looked at
        once more before, and kept if something changed.
      </p>
      <TextInput
        {...field('people')}
        label="How many people are forgotten"
        description={`Type the number to approve. Open until ${dayText(run.approveBy)}`}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
      />
      <div className={styles.buttons}>
        <Button type="submit" color="red" loading={isPending}>
          Approve and begin
        </Button>
        <CancelButton run={run} label="Take the plan back" />
      </div>
    </form>
  );
}

function Progress({ run }: { run: RetentionRun }): ReactNode {
  return (
    <div className={styles.steps}>
      <progress aria-label={runWords(run)} max={Math.max(run.toForget, 1)} value={run.forgotten + run.kept} />
      <p className={styles.text}>
        You can leave this page and come back. Each person is known or forgotten, never half.
        {run.kept > 0 && ` ${count(run.kept)} are kept after all.`}
      </p>
      <CancelButton run={run} label="Stop" />
    </div>
  );
}

function CancelButton({ run, label }: { run: RetentionRun; label: string }): ReactNode {
  const { mutate, isPending, error } = useCancel(run.id, run.version);
  return (
    <div>
      <Refused error={error} />
      <Button variant="default" loading={isPending} onClick={() => mutate(null)}>
        {label}
      </Button>
    </div>
  );
}
