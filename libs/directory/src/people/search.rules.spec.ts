import { exchangedNeighbours, searchPlan, similarityFor } from './search.rules.js';

describe('what a search text is looked for as', () => {
  it.each([
    ['rivera', { number: true, name: 'similar' }],
    ['7004', { number: true, name: 'similar' }],
    ['m', { number: true, name: 'none' }],
    ['7', { number: true, name: 'none' }],
    ['王', { number: true, name: 'literal' }],
    ['王芳', { number: true, name: 'similar' }],
    ['%', { number: false, name: 'literal' }],
    ['_ \\', { number: false, name: 'literal' }],
    ['🦊', { number: false, name: 'literal' }],
  ])('%s', (text, plan) => {
    expect(searchPlan(text)).toEqual(plan);
  });
});

it('forgives nothing in a short text', () => {
  expect([similarityFor('mar'), similarityFor('m-a r'), similarityFor('maya')]).toEqual([0.6, 0.6, 0.4]);
});

describe('a word with neighbours exchanged', () => {
  it('has each exchange once, without those that change nothing', () => {
    expect(exchangedNeighbours('anna')).toEqual(['nana', 'anan']);
    expect(exchangedNeighbours(' rievra ')).toContain('rivera');
    expect(exchangedNeighbours('Muñzo')).toContain('Muñoz');
  });

  it.each(['', 'abc', 'a%bcd', 'two words', 'x'.repeat(25), 'back\\slash'])('%p has none', (text) => {
    expect(exchangedNeighbours(text)).toEqual([]);
  });
});
