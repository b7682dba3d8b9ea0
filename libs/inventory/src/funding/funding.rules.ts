export interface FundingLine {
  sourceId: string;
  /** 1–10,000; 10,000 is the whole. */
  basisPoints: number;
}

export const WHOLE = 10_000;

/** What is wrong with the lines of a split, `null` when nothing is. */
export function splitFault(lines: readonly FundingLine[]): string | null {
  if (lines.length === 0) return 'must have at least one line';
  if (new Set(lines.map(({ sourceId }) => sourceId)).size < lines.length) return 'must name each source once';
  const sum = lines.reduce((total, { basisPoints }) => total + basisPoints, 0);
  return sum === WHOLE ? null : `must sum to ${WHOLE} basis points, not ${sum}`;
}

/** The same lines in any order are the same split. */
export const fingerprintOf = (lines: readonly FundingLine[]): string =>
  lines
    .map(({ sourceId, basisPoints }) => `${sourceId.toLowerCase()}:${basisPoints}`)
    .sort()
    .join(',');
