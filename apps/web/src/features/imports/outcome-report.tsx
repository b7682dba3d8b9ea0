import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { CountTiles } from '../../components/count-tiles.js';
import table from '../../components/plain-table.module.css';
import { words } from '../../lib/device-words.js';
import type { RowFilter } from './import-queries.js';
import { count, lines, OUTCOMES, type Counts, type Import, type Outcome } from './import-words.js';
import styles from './imports.module.css';
import { ChangedFields } from './changed-fields.js';
import { LineTable } from './line-table.js';
import { RefusedTable } from './refused-table.js';

interface OutcomeReportProps {
  run: Import;
  counts: Counts;
  /** It has been done; else it would be. */
  done?: boolean;
}

/** Four numbers; each opens what it counts. Refused lines are shown first, changes by field after that. */
export function OutcomeReport({ run, counts, done = false }: OutcomeReportProps): ReactNode {
  const [shown, setShown] = useState<Outcome | null>(
    counts.refuse > 0 ? 'refuse' : counts.change > 0 ? 'change' : null,
  );
  return (
    <div className={styles.report}>
      <CountTiles
        label="Lines by what they do"
        tiles={OUTCOMES.map(({ outcome, predicted, done: past }) => ({
          ...{ id: outcome, count: counts[outcome], label: done ? past : predicted },
          tone: outcome === 'refuse' ? 'red' : undefined,
        }))}
        open={shown}
        onOpen={(id) => setShown(OUTCOMES.find(({ outcome }) => outcome === id)?.outcome ?? null)}
      />
      {shown === 'refuse' && <Refused run={run} counts={counts} done={done} />}
      {shown === 'change' && <ChangedFields run={run} counts={counts} />}
      {shown === 'create' && <Created run={run} counts={counts} done={done} />}
      {shown === 'unchanged' && <Lines run={run} filter={{ outcome: 'unchanged' }} title="Unchanged lines" />}
    </div>
  );
}

const Lines = ({ run, filter, title }: { run: Import; filter: RowFilter; title: string }): ReactNode => (
  <section aria-label={title}>
    <h3 className={styles.heading}>{title}</h3>
    <LineTable run={run} filter={filter} caption={title} />
  </section>
);

const Refused = ({ run, counts, done }: Required<OutcomeReportProps>): ReactNode => (
  <section aria-label="Refused lines">
    <div className={styles.sectionHead}>
      <h3 className={styles.heading}>Refused lines</h3>
      {run.fileRemovedAt === null && (
        <Button
          component="a"
          href={`/api/v1/imports/${run.id}/errors.csv`}
          download
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={15} />}
        >
          Download error rows ({count(counts.refuse)})
        </Button>
      )}
    </div>
    {run.fileRemovedAt === null && (
      <p className={styles.help}>
        {done ? 'These lines were left out.' : 'These lines are left out of the run.'} Correct them in the downloaded
        file and upload it again: lines that are in already change nothing.
      </p>
    )}
    <RefusedTable run={run} />
  </section>
);

const Created = ({ run, counts, done }: Required<OutcomeReportProps>): ReactNode => (
  <>
    {counts.newModels.length > 0 && (
      <section aria-label="New models">
        <h3 className={styles.heading}>
          {done ? 'Models that were added' : 'Models that are added'} to the standards list
        </h3>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Maker</th>
              <th scope="col">Model</th>
              <th scope="col">Class</th>
              <th scope="col" data-align="right">
                In
              </th>
            </tr>
          </thead>
          <tbody>
            {counts.newModels.map(({ maker, model, deviceClass, lines: n }) => (
              <tr key={`${maker} ${model}`}>
                <td>{maker}</td>
                <th scope="row">{model}</th>
                <td>{words(deviceClass)}</td>
                <td data-align="right">{lines(n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )}
    <Lines run={run} filter={{ outcome: 'create' }} title="New records" />
  </>
);
