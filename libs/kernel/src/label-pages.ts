interface PrintedRun {
  kind: string;
  /** Place of the first label on its page, from 1. */
  startAt: number;
  copies: number;
  options: { newSheet?: boolean };
  stock: { medium: 'sheet' | 'roll'; columns: number; rows: number; onlyFor: string | null };
}

/**
 * The page of a label, from 1: on a run's page and in its file. `null` of rolls, and where pages end with what stands on
 * the labels: homerooms, which are not kept, and plain paper.
 */
export function labelPage({ kind, startAt, copies, options, stock }: PrintedRun, position: number): number | null {
  const isByHomeroom = kind === 'person' && options.newSheet === true;
  if (stock.medium !== 'sheet' || stock.onlyFor !== null || isByHomeroom) return null;
  return Math.floor((startAt - 1 + (position - 1) * copies) / (stock.columns * stock.rows)) + 1;
}
