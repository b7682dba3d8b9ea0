import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import table from '../../components/plain-table.module.css';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { useImportRows } from './import-queries.js';
import { count, type Import } from './import-words.js';
import styles from './imports.module.css';

/** Every refused cell: line, column, value, reason, fix. */
export function RefusedTable({ run }: { run: Import }): ReactNode {
  const query = useImportRows(run, { outcome: 'refuse' });
  if (query.error && query.rows.length === 0)
    return <ErrorState error={query.error} what="The refused lines" onRetry={query.retry} />;
  if (query.loading) return <SkeletonRows rows={4} />;
  if (query.rows.length === 0)
    return <p className={styles.help}>The lines are no longer kept: they are for 30 days.</p>;
  return (
    <>
      <div className={table.scroll} tabIndex={0} role="region" aria-label="Refused lines, scrollable">
        <table className={`${table.table} ${styles.refused}`}>
          <caption className="visually-hidden">Refused lines</caption>
          <thead>
            <tr>
              <th scope="col" data-align="right">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">Value</th>
              <th scope="col">Why</th>
              <th scope="col">What to do</th>
            </tr>
          </thead>
          <tbody>
            {query.rows.flatMap(({ line, problems }) =>
              problems.map(({ column, field, value, reason, fix }, index) => (
                <tr key={`${line}-${index}`}>
                  <th scope="row" data-align="right">
                    {count(line)}
                  </th>
                  <td>{column ?? labelOf(run, field) ?? 'Whole line'}</td>
                  <td className="mono">{value === null || value === '' ? '–' : value}</td>
                  <td>{reason}</td>
                  <td>{fix}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {query.hasMore && (
        <Button variant="default" size="compact-sm" loading={query.loadingMore} onClick={query.loadMore}>
          Load more
        </Button>
      )}
    </>
  );
}

const labelOf = (run: Import, code: string | null): string | undefined =>
  run.fields.find((field) => field.code === code)?.label;
