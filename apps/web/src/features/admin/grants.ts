import type { FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';

type Grant = Dto<'GrantDto'>;

/** A row of the form. `siteId` `''`: the whole district. */
export interface GrantRow {
  key: string;
  role: string;
  siteId: string;
}

let made = 0;
export const newRow = (role = '', siteId = ''): GrantRow => ({ key: `grant-${(made += 1)}`, role, siteId });

export const rowsOf = (grants: readonly Grant[]): GrantRow[] =>
  grants.map(({ role, siteId }) => newRow(role, siteId ?? ''));

export const grantsOf = (rows: readonly GrantRow[]): Grant[] =>
  rows.map(({ role, siteId }) => ({ role, siteId: siteId || null }));

/** A row without a role, and the same role twice at one place. */
export function grantProblems(rows: readonly GrantRow[]): FieldProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ key, role, siteId }) => {
    if (!role) return [{ field: key, message: 'Choose a role, or take the line away' }];
    const place = `${role} ${siteId}`;
    if (seen.has(place)) return [{ field: key, message: 'The same role at the same place stands here twice' }];
    seen.add(place);
    return [];
  });
}
