import { LONGEST_SLIP, slipsOf, termsOf } from './search.rules.js';

describe('slips of the finger', () => {
  it.each([
    ['a letter too many', 'CB-00417', 'CB-004417'],
    ['a letter missing', 'CB-00417', 'CB-0417'],
    ['a wrong letter', 'CB-00417', 'CB-00418'],
    ['two exchanged', 'CB-00417', 'CB-00147'],
    ['the hyphen forgotten', 'CB-00417', 'CB00417'],
  ])('%s', (_name, meant, typed) => {
    expect(slipsOf(typed)).toContain(meant);
  });

  it('does not guess two slips, the code itself, or from too little or too much', () => {
    expect(slipsOf('CB-00417')).not.toContain('CB-00517X');
    expect(slipsOf('CB-00417')).not.toContain('CB-00417');
    expect(slipsOf('417')).toEqual([]);
    expect(slipsOf('4'.repeat(LONGEST_SLIP + 1))).toEqual([]);
    expect(slipsOf('MAYA 417')).toEqual([]);
  });

  it('stays a short list', () => {
    expect(slipsOf('A'.repeat(LONGEST_SLIP)).length).toBeLessThan(2_000);
  });
});

describe('terms', () => {
  it('takes the words apart and knows which an index of triples finds', () => {
    expect(termsOf('lenovo 41 300e', 'LENOVO 41 300E')).toEqual({
      ...{ key: 'LENOVO 41 300E', words: ['lenovo', '41', '300e'], findable: ['lenovo', '300e'], hasDigit: true },
    });
  });

  it('has no words in signs alone, and not too many in a long text', () => {
    expect(termsOf('% _ \\', '% _ \\').words).toEqual([]);
    expect(termsOf('a b c d e f g', 'X').words).toHaveLength(5);
  });
});
