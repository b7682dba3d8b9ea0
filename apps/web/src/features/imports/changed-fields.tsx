import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import table from '../../components/plain-table.module.css';
import type { Dto } from '../../lib/api.js';
import { useImportRows } from './import-queries.js';
import { count, valueWords, type Counts, type Import } from './import-words.js';
import styles from './imports.module.css';
import { LineTable } from './line-table.js';

/** Changes grouped by field, the commonest old → new first, so that "Site 1,100" stands out. */
export function ChangedFields({ run, counts }: { run: Import; counts: Counts }): ReactNode {
  const [open, setOpen] = useState<string | null>(null);
  const labelOf = (code: string): string => run.fields.find((field) => field.code === code)?.label ?? code;
  return (
    <section aria-label="Changes by field">
      <h3 className={styles.heading}>Changes by field</h3>
      <div className={table.scroll} tabIndex={0} role="region" aria-label="Changes by field, scrollable">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col" data-align="right">
                Records
              </th>
              <th scope="col">From → to, the commonest</th>
              <th scope="col">Lines</th>
            </tr>
          </thead>
          <tbody>
            {counts.byField.map(({ field, count: records, pairs }) => (
              <tr key={field}>
                <th scope="row">{labelOf(field)}</th>
                <td data-align="right">{count(records)}</td>
                <td>
                  <Pairs field={field} pairs={pairs} run={run} records={records} />
                </td>
                <td>
                  <Button
                    variant="default"
                    size="compact-xs"
                    aria-expanded={open === field}
                    aria-label={`${open === field ? 'Hide' : 'Show'} the lines that change ${labelOf(field)}`}
                    onClick={() => setOpen(open === field ? null : field)}
                  >
                    {open === field ? 'Hide' : 'Show'}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && (
        <>
          <h3 className={styles.heading}>Lines that change {labelOf(open)}</h3>
          <LineTable
            run={run}
            filter={{ outcome: 'change', field: open }}
            caption={`Lines that change ${labelOf(open)}`}
          />
        </>
      )}
    </section>
  );
}

interface PairsProps {
  run: Import;
  field: string;
  pairs: Dto<'ImportPairDto'>[];
  records: number;
}

const Pairs = ({ run, field, pairs, records }: PairsProps): ReactNode =>
  pairs.length === 0 && records === 1 ? (
    <OnlyChange run={run} field={field} />
  ) : pairs.length === 0 ? (
    <span className={styles.help}>Different in each line</span>
  ) : (
    <ul className={styles.pairs}>
      {pairs.map(({ from, to, count: n }) => (
        <li key={`${from} ${to}`}>
          {valueWords(field, from)} → <strong>{valueWords(field, to)}</strong> <span>× {count(n)}</span>
        </li>
      ))}
    </ul>
  );

/** Names, codes and notes are not counted by their values: of a single record the line itself says them. */
function OnlyChange({ run, field }: Pick<PairsProps, 'run' | 'field'>): ReactNode {
  const { rows } = useImportRows(run, { outcome: 'change', field });
  const change = rows.at(0)?.changes.find((each) => each.field === field);
  if (!change) return null;
  return (
    <>
      {valueWords(field, change.from)} → <strong>{valueWords(field, change.to)}</strong>
    </>
  );
}
