import { mostlyRefusedText, rosterEndText } from '@app/kernel';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { Refused } from '../../components/refused.js';
import { StepProgress } from '../../components/step-progress.js';
import { language } from '../../lib/language.js';
import { useCan } from '../../lib/session.js';
import { ApprovalForm } from './approval-form.js';
import { LookAgain } from './look-again.js';
import { cancelRun, startRun, useStep } from './roster-queries.js';
import { count } from './roster-words.js';
import styles from './rosters.module.css';
import { runSay, runWords, type Run } from './run-words.js';
import { UnknownSchools } from './unknown-schools.js';

/** Where the run stands, and the one way on. */
export function RunStep({ run }: { run: Run }): ReactNode {
  switch (run.state) {
    case 'checking':
    case 'running':
      return <Progress run={run} />;
    case 'checked':
      return <Ready run={run} />;
    case 'stopped':
      return (
        <>
          <ApprovalForm run={run} />
          <UnknownSchools run={run} />
        </>
      );
    case 'done':
      return <Done run={run} />;
    case 'failed':
    case 'cancelled':
      return <Ended run={run} />;
  }
}

function Progress({ run }: { run: Run }): ReactNode {
  const { mutate, isPending, isSuccess, error } = useStep(run, () => cancelRun(run));
  const mayRun = useCan('roster:run');
  const total = run.progress?.total ?? 0;
  const done = Math.min(run.progress?.done ?? 0, total);
  const doing = runSay(run.state === 'running' ? 'running' : 'checking');
  return (
    <StepProgress
      label={runSay('progress', { doing, done: count(done), total: count(total) })}
      done={done}
      total={total}
      note={`${runSay('leave')} ${runSay(run.state === 'running' ? 'running.note' : 'checking.note')}`}
      error={error}
      cancel={
        mayRun
          ? { label: runSay(isSuccess ? 'stopping' : 'drop'), pending: isPending, onClick: () => mutate() }
          : undefined
      }
    />
  );
}

function Ready({ run }: { run: Run }): ReactNode {
  const start = useStep(run, () => startRun(run));
  const drop = useStep(run, () => cancelRun(run));
  const mayRun = useCan('roster:run');
  return (
    <>
      <CalmNote>{run.mostlyRefused ? mostlyRefusedText(run.limitPercent, language()) : runSay('nothing')}</CalmNote>
      <UnknownSchools run={run} />
      <Refused error={start.error ?? drop.error} />
      {mayRun && run.predicted && (
        <div className={styles.buttons}>
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {runSay('run', { words: runWords(run.predicted) })}
          </Button>
          <LookAgain run={run} />
          <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate()}>
            {runSay('drop')}
          </Button>
        </div>
      )}
    </>
  );
}

function Done({ run }: { run: Run }): ReactNode {
  const mayAnswer = useCan('person:edit');
  return (
    <>
      <CalmNote>{runSay('done')}</CalmNote>
      {mayAnswer && run.result && run.result.ask > 0 && (
        <div className={styles.buttons}>
          <Button renderRoot={(props) => <Link to="/rosters/questions" {...props} />}>{runSay('done.ask')}</Button>
        </div>
      )}
    </>
  );
}

/** Failed or left: what of it was kept, and the way on. */
function Ended({ run }: { run: Run }): ReactNode {
  const mayRun = useCan('roster:run');
  return (
    <div className={styles.stop} data-tone={run.failure ? 'red' : 'grey'}>
      <p>{rosterEndText(run, language())}</p>
      {mayRun && run.dialect !== null && <LookAgain run={run} primary />}
    </div>
  );
}
