import type { ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { FailureNote } from './failure-note.js';
import type { Import } from './import-words.js';
import styles from './imports.module.css';
import { OutcomeReport } from './outcome-report.js';
import { UnpaddedNotes } from './pad-offers.js';
import { ProgressBar } from './progress-bar.js';
import { VoidedTags } from './voided-tags.js';

/** What the file would do, before anything is done. */
export function DryRunStep({ run }: { run: Import }): ReactNode {
  if (run.state === 'checking')
    return <ProgressBar run={run} doing="Comparing with the records" note="Nothing is changed by a dry run." />;
  if (!run.predicted) return run.state === 'failed' || run.state === 'cancelled' ? <FailureNote run={run} /> : null;
  if (run.state === 'done') return <p className={styles.fact}>What it said is what was done.</p>;
  return (
    <>
      {run.state === 'checked' && <CalmNote>Nothing has been changed.</CalmNote>}
      <UnpaddedNotes run={run} />
      <VoidedTags found={run.predicted.voidedTags} />
      <OutcomeReport run={run} counts={run.predicted} />
    </>
  );
}
