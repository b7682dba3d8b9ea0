import type { PersonFacts } from './contract.js';
import { LOAN_TYPES, type LoanType } from './context.js';

/** Open loans of a kind, accessories left out, and how many of it the program allows. */
export interface LoanCount {
  type: LoanType;
  n: number;
  limit: number;
}

export const countLoans = (loans: PersonFacts['loans'], limits: PersonFacts['limits']): LoanCount[] =>
  LOAN_TYPES.map((type) => ({
    type,
    n: loans.filter((loan) => loan.type === type && !loan.accessory).length,
    limit: limits[type] ?? 0,
  }));

/** As a message carries it, for the format `counts`: the kind in use, and every other that they have. */
export const countsValue = (counts: readonly LoanCount[], inUse: LoanType): string =>
  counts
    .filter(({ type, n }) => type === inUse || n > 0)
    .map(({ type, n, limit }) => `${type}:${n}:${limit}`)
    .join(' ');

export const readCounts = (value: string): LoanCount[] =>
  value.split(' ').map((one) => {
    const [type, n, limit] = one.split(':');
    return { type: type as LoanType, n: Number(n), limit: Number(limit) };
  });
