import { guessesFor, nameWords, searchPlan, similarityFor, spellingsOf } from './search.rules.js';

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

describe('the spellings of a word', () => {
  it.each([
    ['itself', 'rivera'],
    ['with neighbours exchanged', 'rievra'],
    ['with a letter missing', 'rivra'],
    ['with a letter too many', 'riverra'],
    ['with a wrong first letter', 'tivera'],
  ])('%s', (_how, typed) => {
    expect(spellingsOf(typed)).toContain('rivera');
  });

  it('guess in any script', () => {
    expect(spellingsOf('محدم')).toContain('محمد');
  });

  it('are compared without signs', () => {
    expect(spellingsOf("o'brian")).toContain('obrien');
  });

  it.each([
    ['mar', ['mar']],
    ['x'.repeat(25), ['x'.repeat(25)]],
  ])('%s: no guess', (typed, spellings) => {
    expect(spellingsOf(typed)).toEqual(spellings);
  });

  it('stay a short list', () => {
    expect(spellingsOf('abcdefghijklmnopqrstuvwx').length).toBeLessThan(1_500);
  });
});

it('takes a text apart into words, five at most', () => {
  expect(nameWords(" li  o'brien ").map(({ text, findable }) => [text, findable])).toEqual([
    ['li', false],
    ["o'brien", true],
  ]);
  expect(nameWords('% - a b c d e f')).toHaveLength(5);
});

it.each([
  ['maya rivera', { slips: true, likeness: true }],
  ['maya r1vera', { slips: true, likeness: true }],
  ['rivera 700412', { slips: false, likeness: true }],
  ['ma-012345', { slips: false, likeness: false }],
  ['5cd0ab12 034', { slips: false, likeness: false }],
])('guesses about %s: %j', (text, guesses) => {
  expect(guessesFor(nameWords(text))).toEqual(guesses);
});
