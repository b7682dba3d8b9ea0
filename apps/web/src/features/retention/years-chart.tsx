import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { ReactNode } from 'react';
import table from '../../components/plain-table.module.css';
import { useUrlState } from '../../lib/use-url-state.js';
import { count, type RetentionRun } from './retention-words.js';
import styles from './retention.module.css';

/** How many become unknown in which year; each year opens the list behind it. */
export function YearsChart({ run }: { run: RetentionRun }): ReactNode {
  const [, set] = useUrlState();
  const open = (year: number): void => {
    set({ list: 'keep', year: String(year), why: null });
    document.getElementById('who')?.scrollIntoView();
  };
  return (
    <div className={styles.years}>
      <div aria-hidden>
        <BarChart
          h={220}
          data={run.byYear.map(({ year, people }) => ({ year: String(year), People: people }))}
          dataKey="year"
          series={[{ name: 'People', color: 'var(--series-2)' }]}
          tickLine="none"
          withBarValueLabel
          maxBarWidth={64}
          tooltipAnimationDuration={0}
          valueFormatter={count}
          barProps={{
            isAnimationActive: false,
            cursor: 'pointer',
            onClick: (_bar: unknown, index: number) => open(run.byYear[index].year),
          }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </div>
      <YearsTable run={run} onOpen={open} />
    </div>
  );
}

function YearsTable({ run, onOpen }: { run: RetentionRun; onOpen: (year: number) => void }): ReactNode {
  const dated = run.byYear.reduce((sum, { people }) => sum + people, 0);
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <caption>People who are kept for now</caption>
        <thead>
          <tr>
            <th scope="col">Years end in</th>
            <th scope="col" data-align="right">
              People
            </th>
          </tr>
        </thead>
        <tbody>
          {run.byYear.map(({ year, people }) => (
            <tr key={year}>
              <th scope="row">
                <button type="button" className={styles.year} onClick={() => onOpen(year)}>
                  {year}
                </button>
              </th>
              <td data-align="right">{count(people)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">No day yet</th>
            <td data-align="right">{count(run.toKeep - dated)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
