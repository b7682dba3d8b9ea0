import { oneSlipFrom } from './slips.js';

it('has every text that is one slip away, each once, and not the text itself', () => {
  expect(oneSlipFrom('ab', 'bc').sort()).toEqual(['a', 'abb', 'abc', 'ac', 'acb', 'b', 'ba', 'bab', 'bb', 'cab', 'cb']);
});

it.each([
  ['a letter too many', 'riverra'],
  ['a letter missing', 'rivra'],
  ['a wrong letter', 'tivera'],
  ['two exchanged', 'rievra'],
])('%s', (_slip, typed) => {
  expect(oneSlipFrom(typed, 'eirv')).toContain('rivera');
});

it('does not cut a letter that JavaScript writes as two', () => {
  expect(oneSlipFrom('🦊x', '').sort()).toEqual(['x', 'x🦊', '🦊']);
});
