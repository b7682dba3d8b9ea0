import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CalmNote } from '../../components/calm-note.js';
import { RelativeTime } from '../../components/time.js';
import { useSession } from '../../lib/session.js';
import { type Import } from './import-words.js';
import styles from './imports.module.css';
import { OutcomeReport } from './outcome-report.js';

/** What was done, and where to look at it. */
export function ResultStep({ run }: { run: Import }): ReactNode {
  const { timeZone } = useSession().district;
  if (!run.result) return null;
  return (
    <>
      <CalmNote>
        The import is done <RelativeTime at={run.finishedAt} timeZone={timeZone} />
        {run.accountName && `, begun by ${run.accountName}`}.
      </CalmNote>
      <OutcomeReport run={run} counts={run.result} done />
      <div className={styles.buttons}>
        <Button variant="default" renderRoot={(props) => <Link to={`/${run.kind}`} {...props} />}>
          Look at the {run.kind}
        </Button>
        <Button variant="default" renderRoot={(props) => <Link to="/imports/new" {...props} />}>
          Import another file
        </Button>
      </div>
    </>
  );
}
