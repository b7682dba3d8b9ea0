import type { MatchFacts } from './roster-match.rules.js';
import { compareMatches, matchReasons } from './roster-match.rules.js';

const facts = (given: Partial<MatchFacts>): MatchFacts => ({
  ...{ sameNumber: false, likeness: 0, sameGrade: false, sameSite: false },
  ...given,
});

describe('what the roster may have for a temporary student', () => {
  it.each([
    ['the number alone is enough', { sameNumber: true }, ['number']],
    [
      'the number is shown beside what else fits',
      { sameNumber: true, likeness: 1, sameSite: true },
      ['number', 'name', 'site'],
    ],
    ['name, grade and site together', { likeness: 1, sameGrade: true, sameSite: true }, ['name', 'grade', 'site']],
    ['a name with a slip in it', { likeness: 0.69, sameGrade: true, sameSite: true }, ['name-alike', 'grade', 'site']],
    ['a sibling: half of the name', { likeness: 0.5, sameGrade: true, sameSite: true }, []],
    ['the same name in another grade', { likeness: 1, sameSite: true }, []],
    ['the same name at another school', { likeness: 1, sameGrade: true }, []],
    ['somebody else of the class', { sameGrade: true, sameSite: true }, []],
  ])('%s', (_what, given, reasons) => {
    expect(matchReasons(facts(given))).toEqual(reasons);
  });

  it('puts the number before any name', () => {
    const [number, same, alike] = [facts({ sameNumber: true }), facts({ likeness: 1 }), facts({ likeness: 0.7 })];
    expect([alike, same, number].sort(compareMatches)).toEqual([number, same, alike]);
  });
});
