import { grantProblems, grantsOf, newRow, roleLines, rowsOf } from './grants.js';

describe('the roles of an account', () => {
  it('come back from the form as they went in', () => {
    const grants = [
      { role: 'site-clerk', siteId: 'a' },
      { role: 'auditor', siteId: null },
    ];
    expect(grantsOf(rowsOf(grants))).toEqual(grants);
  });

  it('are refused without a role and when one stands twice', () => {
    const rows = [newRow('site-clerk', 'a'), newRow('site-clerk', 'a'), newRow('', 'b'), newRow('site-clerk', '')];
    expect(grantProblems(rows).map(({ field }) => field)).toEqual([rows[1].key, rows[2].key]);
  });

  it('are written by role, the whole district before single sites', () => {
    const grants = [
      { role: 'clerk', siteId: 'b' },
      { role: 'clerk', siteId: 'a' },
      { role: 'tech', siteId: 'a' },
      { role: 'tech', siteId: null },
    ];
    const upper = (text: string): string => text.toUpperCase();
    expect(roleLines(grants, upper, upper)).toEqual(['CLERK at A, B', 'TECH everywhere']);
  });
});
