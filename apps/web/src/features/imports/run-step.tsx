import { Button, Checkbox } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import notes from '../../components/notes.module.css';
import { problemOf } from '../../lib/api.js';
import { FailureNote } from './failure-note.js';
import { startRun, useStep } from './import-queries.js';
import { runWords, warningWords, type Import } from './import-words.js';
import styles from './imports.module.css';
import { ProgressBar } from './progress-bar.js';

const NOTE = 'Cancel stops after the present batch and says what was applied.';

/** The run itself: after the warnings are read, with its progress, or why it stopped. */
export function RunStep({ run }: { run: Import }): ReactNode {
  if (run.state === 'running') return <ProgressBar run={run} doing="Applying" note={NOTE} />;
  if (run.state === 'checked' && run.predicted) return <RunForm run={run} predicted={run.predicted} />;
  if ((run.state === 'failed' || run.state === 'cancelled') && run.predicted) return <FailureNote run={run} />;
  return null;
}

function refused(error: unknown): FieldProblem[] {
  if (!error) return [];
  const { code, detail, title } = problemOf(error);
  const message =
    code === 'import.state-conflict' || code === 'import.warnings-not-read'
      ? 'This import changed meanwhile. Load the page again and look at what it says now.'
      : (detail ?? title);
  return [{ field: 'run-import', message }];
}

function RunForm({ run, predicted }: { run: Import; predicted: NonNullable<Import['predicted']> }): ReactNode {
  const [read, setRead] = useState<string[]>([]);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useStep(run, (codes: string[]) => startRun(run, codes));
  const words = runWords(predicted);
  if (!words) return <p className={styles.fact}>There is nothing to do: no line creates or changes anything.</p>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const unread = run.warnings.filter(({ code }) => !read.includes(code));
    setProblems(
      unread.map(({ code }) => ({ field: `read-${code}`, message: 'Confirm that you have read the warning' })),
    );
    if (unread.length === 0) mutate(read);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={problems.length > 0 ? problems : refused(error)} />
      {run.warnings.map((warning) => (
        <Checkbox
          key={warning.code}
          id={`read-${warning.code}`}
          className={notes.warning}
          label={`I have read: ${warningWords(warning, run.kind)}`}
          error={problems.find(({ field }) => field === `read-${warning.code}`)?.message}
          checked={read.includes(warning.code)}
          onChange={(event) =>
            setRead(
              event.currentTarget.checked ? [...read, warning.code] : read.filter((code) => code !== warning.code),
            )
          }
        />
      ))}
      <div className={styles.buttons}>
        <Button id="run-import" type="submit" loading={isPending}>
          Run: {words}
        </Button>
      </div>
    </form>
  );
}
