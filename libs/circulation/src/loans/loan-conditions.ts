import type { LoanBorrower, LoanState, LoanType } from './loan.dto.js';

/** What a list of loans shows. Values of one filter are alternatives, filters add up. */
export interface LoanFilter {
  /** Ids of the sites where they were handed out. */
  sites?: readonly string[];
  state?: readonly LoanState[];
  type?: readonly LoanType[];
  holder?: readonly LoanBorrower[];
  /** Instants: out for some of the time between the two. */
  from?: string;
  before?: string;
}

const STATE: Record<LoanState, string> = {
  out: 'l.returned_at IS NULL',
  overdue: 'l.returned_at IS NULL AND l.id IN (SELECT o.loan_id FROM circulation.v_overdue o)',
  over: 'l.returned_at IS NOT NULL',
};

const person = (kind: string): string =>
  `EXISTS (SELECT FROM person p WHERE p.id = l.person_id AND p.kind = '${kind}')`;
const HOLDER: Record<LoanBorrower, string> = {
  student: person('student'),
  staff: person('staff'),
  room: 'l.room_id IS NOT NULL',
  cart: 'l.cart_id IS NOT NULL',
};

/** Conditions on loan `l` and their values. Only of one site or kind is an index in the order of the list. */
export function loanConditions(filter: LoanFilter): { where: string; values: readonly unknown[] } {
  const values: unknown[] = [];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const oneOf = (column: string, type: string, wanted: readonly string[]): string =>
    wanted.length === 1 ? `${column} = ${place(wanted[0])}::${type}` : `${column} = ANY (${place(wanted)}::${type}[])`;
  const { sites, state, type, holder, from, before } = filter;
  const where = ['NOT l.corrected'];
  if (sites) where.push(oneOf('l.site_id', 'uuid', sites));
  if (state) where.push(anyOf(state.map((each) => STATE[each])));
  if (type) where.push(oneOf('l.type', 'text', type));
  if (holder) where.push(anyOf(holder.map((each) => HOLDER[each])));
  if (from) where.push(`(l.returned_at IS NULL OR l.returned_at >= ${place(from)}::timestamptz)`);
  if (before) where.push(`l.loaned_at < ${place(before)}::timestamptz`);
  return { where: where.join(' AND '), values };
}

/** One alone stands bare: behind an OR, Postgres would ask every loan whether it is one of the few. */
const anyOf = ([first = 'false', ...others]: readonly string[]): string =>
  `(${[first, ...others].map((condition) => (others.length > 0 ? `(${condition})` : condition)).join(' OR ')})`;
