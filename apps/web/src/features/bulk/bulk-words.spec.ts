import type { BulkRun } from '../../lib/bulk-queries.js';
import { previewWords, progressOf, reasonWords, resultWords } from './bulk-words.js';

const withPerson = { reason: 'with-person', words: 'with a person', count: 7 };
const unchanged = { reason: 'unchanged', words: 'already so', count: 2 };
const run = {
  ...{ state: 'planned', toChange: 212, changed: 0, undone: 0, waiting: 212, refused: [withPerson], left: [] },
} as unknown as BulkRun;

describe('a change of many devices in words', () => {
  it('says what will change and what cannot', () => {
    expect(previewWords(run)).toBe('212 will change, 7 cannot');
    expect(reasonWords([withPerson])).toBe('with a person');
    expect(reasonWords([withPerson, unchanged])).toBe('7 with a person, 2 already so');
    expect(previewWords({ toChange: 0, refused: [unchanged] })).toBe('None will change, 2 cannot');
  });

  it.each<[Partial<BulkRun>, string]>([
    [{ state: 'running', changed: 100, waiting: 112 }, 'Changing: 100 of 212 devices'],
    [
      { state: 'undoing', changed: 212, undone: 50, left: [{ ...withPerson, count: 2 }] },
      'Taking back: 52 of 212 devices',
    ],
    [{ state: 'done', changed: 212 }, '212 devices changed, 7 could not'],
    [{ state: 'cancelled', changed: 1, waiting: 211 }, 'Cancelled: 1 device changed, 211 not begun'],
    [
      { state: 'undone', changed: 212, undone: 210, left: [{ ...withPerson, count: 2 }] },
      '210 devices taken back, 2 left as they are',
    ],
  ])('says how it stands: %j', (change, words) => {
    expect(resultWords({ ...run, ...change })).toBe(words);
  });

  it('counts its progress by one number: what the preview refused is no part of it, what is refused on the way is', () => {
    const refused = [{ ...withPerson, count: 4_203 }];
    const running = { ...run, state: 'running', toChange: 33_434, refused } as BulkRun;
    expect(progressOf({ ...running, changed: 500, waiting: 32_934 })).toEqual({ done: 500, total: 33_434 });
    expect(progressOf({ ...running, changed: 33_400, waiting: 0 })).toEqual({ done: 33_434, total: 33_434 });
  });
});
