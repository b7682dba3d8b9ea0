import { fullName, initialsOf } from './person-name.rules.js';

describe('initials', () => {
  it.each([
    ['Maya', 'Rivera', 'M. R.'],
    ['Ávila', 'Łukasz', 'Á. Ł.'],
    ['A\u0301ngel', 'Ng', 'A\u0301. N.'],
    ['👩‍🎓 Lee', 'Ba', '👩‍🎓. B.'],
    ['محمد', 'علي', 'م. ع.'],
    ['  ', 'Rivera', 'R.'],
  ])('of %s %s are %s', (given, family, initials) => {
    expect(initialsOf(given, family)).toBe(initials);
  });
});

it('says the given name first', () => {
  expect(fullName('Maya', 'Rivera')).toBe('Maya Rivera');
});
