import fc from 'fast-check';
import { joinWords, splitWords } from './word-list.js';

it.each([
  ['LHS,WMS', ['LHS', 'WMS']],
  ['6,,7', ['6', '', '7']],
  ['', ['']],
  ['A\\B,C\\', ['A\\B', 'C\\']],
  ['Rivera\\, A.,7B', ['Rivera, A.', '7B']],
])('%j are %j', (text, words) => expect(splitWords(text)).toEqual(words));

it('plain words stand as they are', () => expect(joinWords(['in-stock', 'missing'])).toBe('in-stock,missing'));

it('what was joined is split again', () => {
  const words = fc.array(fc.stringMatching(/^[a,\\]{0,6}$/), { minLength: 1 });
  fc.assert(fc.property(words, (given) => expect(splitWords(joinWords(given))).toEqual(given)));
});
