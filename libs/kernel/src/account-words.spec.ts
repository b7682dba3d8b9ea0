import { roleLines } from './account-words.js';

describe('roles of an account', () => {
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
