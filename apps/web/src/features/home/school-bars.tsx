import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import type { SchoolBar } from './summaries.js';
import styles from './home.module.css';

const MOST = 12;

interface SchoolBarsProps {
  /** The answer, as a sentence. */
  title: string;
  measure: string;
  bars: SchoolBar[];
  /** The end of the scale; without it the longest bar. */
  most?: number;
  text: (value: number) => string;
  /** The list behind a mark. */
  list: (bar: SchoolBar) => { to: string; search: Record<string, string> };
  source: string;
}

/** Schools by one number, as bars and as a table; each mark and each number opens its list. */
export function SchoolBars(props: SchoolBarsProps): ReactNode {
  const { title, measure, bars, most, text, list, source } = props;
  const navigate = useNavigate();
  const shown = bars.slice(0, MOST);
  if (shown.length === 0) return null;
  return (
    <Block title={title}>
      <div className={styles.bars}>
        <div aria-hidden>
          <BarChart
            h={shown.length * 28 + 24}
            data={shown.map(({ code, value }) => ({ code, [measure]: value }))}
            dataKey="code"
            orientation="vertical"
            series={[{ name: measure, color: 'var(--series-2)' }]}
            gridAxis="none"
            withXAxis={false}
            xAxisProps={{ domain: [0, most ?? 'dataMax'] }}
            yAxisProps={{ width: 56 }}
            withBarValueLabel
            valueFormatter={text}
            tooltipAnimationDuration={0}
            barProps={{
              isAnimationActive: false,
              cursor: 'pointer',
              onClick: (_bar: unknown, index: number) => {
                const bar = shown.at(index);
                if (bar) void navigate(list(bar) as never);
              },
            }}
            barChartProps={{ accessibilityLayer: false, margin: { right: 56 } }}
          />
        </div>
        <BarTable {...props} bars={shown} />
      </div>
      <p className={styles.source}>
        {bars.length > MOST ? `${MOST} of ${bars.length} schools. ` : ''}
        {source}
      </p>
    </Block>
  );
}

const BarTable = ({ measure, bars, text, list }: SchoolBarsProps): ReactNode => (
  <table className={table.table}>
    <caption className="visually-hidden">{measure} by school</caption>
    <thead>
      <tr>
        <th scope="col">School</th>
        <th scope="col" data-align="right">
          {measure}
        </th>
      </tr>
    </thead>
    <tbody>
      {bars.map((bar) => (
        <tr key={bar.code}>
          <th scope="row">
            {bar.name} <span className={`mono ${styles.code}`}>{bar.code}</span>
          </th>
          <td data-align="right">
            <Link {...(list(bar) as { to: '/devices' })} aria-label={`${text(bar.value)}, ${bar.name}`}>
              {text(bar.value)}
            </Link>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
