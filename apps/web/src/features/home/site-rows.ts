/** A row of the all-sites table; `null` until the number is there. */
export interface SiteNumbers {
  id: string;
  code: string;
  name: string;
  present: number | null;
  out: number | null;
  overdue: number | null;
  missing: number | null;
  repair: number | null;
  holds: number | null;
  notSeen: number | null;
  filters?: Record<'present' | 'out' | 'holds' | 'notSeen', Record<string, string>>;
}

export type SiteSort = Exclude<keyof SiteNumbers, 'id' | 'code' | 'filters'>;

/** Numbers that are not there yet come last in both directions; equal ones keep the order of their names. */
export function sortedRows(rows: readonly SiteNumbers[], key: SiteSort, down: boolean): SiteNumbers[] {
  const byName = (a: SiteNumbers, b: SiteNumbers): number => a.name.localeCompare(b.name);
  return [...rows].sort((a, b) => {
    if (key === 'name') return down ? byName(b, a) : byName(a, b);
    const [x, y] = [a[key], b[key]];
    if (x === null || y === null) return x === y ? byName(a, b) : x === null ? 1 : -1;
    return (down ? y - x : x - y) || byName(a, b);
  });
}
