import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { percent, type FleetPart } from './fleet.js';
import styles from './site-numbers.module.css';

const COLOURS = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)', 'var(--series-4)', 'var(--series-5)'];
const ORDER = ['out', 'stock', 'repair', 'missing', 'leaving'];

export const colourOf = (key: string): string => COLOURS[Math.max(0, ORDER.indexOf(key))];

/** Opens the list behind a mark. The table beside the chart has the same links for keyboard and screen reader. */
function useOpen(): (filter: Record<string, string> | undefined) => void {
  const navigate = useNavigate();
  return (filter) => {
    if (filter) void navigate({ to: '/devices', search: filter } as never);
  };
}

/** One horizontal bar of all devices. */
export function FleetBar({ parts }: { parts: FleetPart[] }): ReactNode {
  const open = useOpen();
  const row = Object.fromEntries(parts.map(({ label, count }) => [label, count]));
  return (
    <div className={styles.chart} aria-hidden>
      <BarChart
        h={72}
        data={[{ site: 'Devices', ...row }]}
        dataKey="site"
        type="stacked"
        orientation="vertical"
        withXAxis={false}
        withYAxis={false}
        xAxisProps={{ domain: [0, 'dataMax'] }}
        gridAxis="none"
        series={parts.map(({ key, label }) => ({ name: label, color: colourOf(key) }))}
        barProps={({ name }) => ({
          isAnimationActive: false,
          stroke: 'var(--card)',
          strokeWidth: 1,
          cursor: 'pointer',
          onClick: () => open(parts.find(({ label }) => label === name)?.filter),
        })}
        barChartProps={{ accessibilityLayer: false, margin: { top: 4, right: 0, bottom: 4, left: 0 } }}
        maxBarWidth={48}
        tooltipAnimationDuration={0}
        valueFormatter={(value) => `${value.toLocaleString('en-US')} · ${percent(shareOf(value, parts))}`}
      />
    </div>
  );
}

const shareOf = (value: number, parts: FleetPart[]): number =>
  value /
  Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );

/** Columns by fiscal year of purchase. */
export function PurchaseColumns({ years }: { years: Dto<'LabelledCountDto'>[] }): ReactNode {
  const open = useOpen();
  return (
    <div className={styles.chart} aria-hidden>
      <BarChart
        h={220}
        data={years.map(({ label, count }) => ({ year: label.replace(/^FY /, ''), Devices: count }))}
        dataKey="year"
        series={[{ name: 'Devices', color: 'var(--series-2)' }]}
        tickLine="none"
        withBarValueLabel
        maxBarWidth={64}
        tooltipAnimationDuration={0}
        valueFormatter={(value) => value.toLocaleString('en-US')}
        barProps={{
          isAnimationActive: false,
          cursor: 'pointer',
          onClick: (_bar: unknown, index: number) => open(years.at(index)?.filter),
        }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
