/** Rows that stand together already, cut where their heading changes. */
export function grouped<T>(rows: readonly T[], headingOf: (row: T) => string): { heading: string; rows: T[] }[] {
  const groups: { heading: string; rows: T[] }[] = [];
  for (const row of rows) {
    const heading = headingOf(row);
    const last = groups.at(-1);
    if (last?.heading === heading) last.rows.push(row);
    else groups.push({ heading, rows: [row] });
  }
  return groups;
}

/** "1 time" is nothing to speak of; more is a count to talk about. */
export const lateText = (times: number): string => (times === 0 ? '–' : times === 1 ? '1 late' : `${times} late`);
