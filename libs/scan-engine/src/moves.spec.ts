import { FIXTURES } from '../fixtures/all.js';
import { decide } from './decide.js';
import { movesOf } from './moves.js';

/** By the beginning of the fixture's title. */
function movesIn(title: string): unknown {
  const found = FIXTURES.find((each) => each.title.startsWith(title));
  if (!found) throw new Error(`no fixture ${title}`);
  return movesOf(decide(found.request, found.facts).effects);
}

describe('what a scan moved', () => {
  it.each([
    ['O10: in school only', { in: 0, out: 1 }],
    ['O13: taken over by t', { in: 1, out: 1 }],
    ['E23: bought with', { in: 0, out: 0 }],
    ['O10+O19+O22+O24: all the notes', { in: 0, out: 1 }],
    ['I1: nobody is set', { in: 1, out: 0 }],
    ['I5: not out', { in: 0, out: 0 }],
  ])('%s', (title, moves) => expect(movesIn(title)).toEqual(moves));
});
