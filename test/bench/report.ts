import { loadavg } from 'node:os';

/** One line of the table. */
export interface Row {
  row: string;
  measured: string;
  /** What the same run measured beside it; `–`: the bar is absolute. */
  limit: string;
  ratio: number | null;
  bar: string;
  /** `null`: shown for comparison, without a bar. */
  ok: boolean | null;
  /** Load of the machine when the row was done. */
  load: number;
  note?: string;
}

interface Measure {
  row: string;
  measured: number;
  limit: number;
  unit: string;
  note?: string;
}

const text = (value: number, unit: string): string =>
  `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`.trimEnd();

const load = (): number => Math.round(loadavg()[0] * 10) / 10;

function compared(
  { row, measured, limit, unit, note }: Measure,
  bar: string,
  fits: (ratio: number) => boolean | null,
): Row {
  const ratio = measured / limit;
  const texts = { measured: text(measured, unit), limit: text(limit, unit) };
  return told({ row, ...texts, ratio, bar, ok: fits(ratio), load: load(), ...(note ? { note } : {}) });
}

export const atMost = (measure: Measure, times: number): Row =>
  compared(measure, `≤ ${times}×`, (ratio) => ratio <= times);

export const atLeast = (measure: Measure, times: number): Row =>
  compared(measure, times < 1 ? `≥ ${Math.round(times * 100)} %` : `≥ ${times}×`, (ratio) => ratio >= times);

/** Beside its limit without a bar; `holds`: what must be true, if anything must. */
export const beside = ({ holds, ...measure }: Measure & { holds?: boolean }): Row =>
  compared(measure, '–', () => holds ?? null);

/** A bar in its own unit; `beside` is shown with its ratio, and decides nothing; `holds`: what must be true as well. */
export function within(measure: Omit<Measure, 'limit'> & { beside?: number; holds?: boolean }, most: number): Row {
  const { row, measured, unit, beside, holds = true, note } = measure;
  return told({
    row,
    measured: text(measured, unit),
    limit: beside === undefined ? '–' : text(beside, unit),
    ratio: beside === undefined ? null : measured / beside,
    bar: `≤ ${most} ${unit}`.trimEnd(),
    ok: holds && measured <= most,
    load: load(),
    ...(note ? { note } : {}),
  });
}

/** At once, since a large run takes half an hour. */
function told(row: Row): Row {
  process.stderr.write(`${cells(row).join('  ')}\n`);
  return row;
}

const COLUMNS = ['row', 'measured', 'limit beside it', 'ratio', 'bar', '', 'load'] as const;

const cells = ({ row, measured, limit, ratio, bar, ok, load: busy }: Row): string[] => [
  row,
  measured,
  limit,
  ratio === null ? '–' : ratio.toFixed(2),
  bar,
  ok === null ? '' : ok ? 'OK' : 'MISS',
  busy.toFixed(1),
];

export function table(rows: readonly Row[]): string {
  const lines = [[...COLUMNS], ...rows.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const notes = rows.flatMap(({ row, note }) => (note ? [`  ${row}: ${note}`] : []));
  return [
    ...lines.map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    ),
    ...notes,
  ].join('\n');
}
