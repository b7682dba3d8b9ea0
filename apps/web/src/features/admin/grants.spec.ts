import { grantProblems, grantsOf, newRow, rowsOf } from './grants.js';

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
});
