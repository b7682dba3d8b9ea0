import { Button } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { problemOf, type Dto } from '../../lib/api.js';
import { saveMapping, startDryRun, useStep } from './import-queries.js';
import { count, type Import } from './import-words.js';
import styles from './imports.module.css';
import { MappingOptions } from './mapping-options.js';
import { MappingTable } from './mapping-table.js';
import { PadOffers, PaddingFacts } from './pad-offers.js';
import { choicesOf, mappingBody, mappingProblems, type Choices } from './mapping.js';

type Options = Dto<'ImportOptionsDto'>;

interface MappingStepProps {
  run: Import;
  open: boolean;
  onOpen: () => void;
}

/** Which column gives which field. Closed, it says how many are read. */
export function MappingStep({ run, open, onOpen }: MappingStepProps): ReactNode {
  if (open) return <MappingForm run={run} />;
  const read = run.columns.filter(({ field }) => field !== null).length;
  const atRest = ['checked', 'failed', 'cancelled'].includes(run.state);
  return (
    <>
      <p className={styles.fact}>
        {count(read)} of {count(run.columns.length)} columns are read.
      </p>
      <PaddingFacts run={run} />
      {atRest && (
        <Button variant="default" size="compact-sm" onClick={onOpen}>
          Change the mapping
        </Button>
      )}
    </>
  );
}

function refused(error: unknown, run: Import): FieldProblem[] {
  if (!error) return [];
  const { code, detail, title } = problemOf(error);
  const field = `column-${run.columns.at(0)?.position ?? 1}`;
  if (code === 'import.version-conflict' || code === 'import.state-conflict')
    return [
      { field, message: 'Somebody else changed this import meanwhile. Load the page again and go on from there.' },
    ];
  return [{ field, message: detail ?? title }];
}

function MappingForm({ run }: { run: Import }): ReactNode {
  const [choices, setChoices] = useState<Choices>(() => choicesOf(run));
  const [options, setOptions] = useState<Options>(run.options);
  const [tried, setTried] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error, reset } = useStep(run, async () =>
    startDryRun(await saveMapping(run, mappingBody(run, choices, options))),
  );
  // What is wrong is said after the first try, then at once.
  const wrong = tried ? mappingProblems(run, choices, options) : [];
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    reset();
    const found = mappingProblems(run, choices, options);
    setProblems(found);
    if (found.length === 0) mutate(undefined);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={problems.length > 0 ? problems : refused(error, run)} />
      <p className={styles.fact}>
        Each column gives one field, or is left out. A blank cell never empties what a record has.
      </p>
      <MappingTable
        run={run}
        choices={choices}
        problems={wrong}
        onChoose={(position, field) => setChoices({ ...choices, [position]: field })}
      />
      <PadOffers
        run={run}
        choices={choices}
        options={options}
        onChange={(change) => setOptions({ ...options, ...change })}
      />
      <MappingOptions
        run={run}
        choices={choices}
        options={options}
        problems={wrong}
        onChange={(change) => setOptions({ ...options, ...change })}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending}>
          Save and do a dry run
        </Button>
      </div>
    </form>
  );
}
