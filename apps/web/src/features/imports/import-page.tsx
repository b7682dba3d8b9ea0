import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { Page } from '../../components/page.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { problemOf } from '../../lib/api.js';
import { fileSize } from '../../lib/file-size.js';
import { DryRunStep } from './dry-run-step.js';
import { importQuery } from './import-queries.js';
import { count, KINDS, lines, sheetInWords, STATES, type Import } from './import-words.js';
import { ImportBadge } from './imports-page.js';
import styles from './imports.module.css';
import { MappingStep } from './mapping-step.js';
import { ResultStep } from './result-step.js';
import { RunStep } from './run-step.js';
import { SheetNotes } from './sheet-notes.js';
import { Step } from './step.js';
import { stepStates } from './step-states.js';

/** One import from the file to the result, as a list of steps. */
export function ImportPage(): ReactNode {
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(importQuery(id ?? ''));
  if (!data && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what="The import" onRetry={() => void refetch()} />
    );
  if (!data) return <SkeletonRows />;
  return (
    <Page
      title={`Import ${KINDS[data.kind].toLowerCase()} · ${data.fileName}`}
      area="Imports"
      crumbs={[{ label: 'Imports', href: '/imports' }]}
      beside={<ImportBadge state={data.state} />}
    >
      <p className="visually-hidden" role="status">
        {STATES[data.state]}
      </p>
      <Steps run={data} />
    </Page>
  );
}

function Steps({ run }: { run: Import }): ReactNode {
  const states = stepStates(run);
  // The version in which somebody opened the mapping again: another one closes it.
  const [editing, setEditing] = useState<number | null>(null);
  const open = run.state === 'mapping' || editing === run.version;
  return (
    <ol className={styles.steps}>
      <Step number={1} title="File" state="done">
        <p className={styles.fact}>
          {[
            run.fileName,
            // Of a workbook only the text of one sheet is kept.
            run.sheet ? sheetInWords(run.sheet) : fileSize(run.byteSize),
            lines(run.rowTotal),
            `${count(run.columns.length)} columns`,
            !run.sheet && run.encoding.toUpperCase(),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {run.sheet && <SheetNotes sheet={run.sheet} />}
      </Step>
      <Step number={2} title="Kind" state="done">
        <p className={styles.fact}>{KINDS[run.kind]}</p>
      </Step>
      <Step number={3} title="Mapping" state={open ? 'now' : states.mapping}>
        <MappingStep key={run.version} run={run} open={open} onOpen={() => setEditing(run.version)} />
      </Step>
      <Step number={4} title="Dry run" state={open ? 'todo' : states.dryRun}>
        {!open && <DryRunStep run={run} />}
      </Step>
      <Step number={5} title="Run" state={open ? 'todo' : states.run}>
        {!open && <RunStep key={run.version} run={run} />}
      </Step>
      <Step number={6} title="Result" state={run.state === 'done' ? 'done' : 'todo'}>
        {run.state === 'done' && <ResultStep run={run} />}
      </Step>
    </ol>
  );
}
