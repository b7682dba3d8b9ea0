import { outcomeWords, runWords, TILES } from './run-words.js';

const counts = {
  ...{ create: 12, change: 40, unchanged: 900, withdraw: 1, ask: 8, refuse: 2, takenBack: 3, moved: 5, kept: 4 },
  byField: [],
  leftOut: { guardians: 7, notNow: 2, withoutRole: 1 },
};

describe('words of a roster run', () => {
  it('say on the button what it does', () => {
    expect(runWords(counts)).toBe('12 new, 40 changes, 1 withdrawn, 8 questions');
    expect(runWords({ ...counts, create: 0, change: 0, withdraw: 0, ask: 0 })).toBe('nothing changes');
  });

  it('say beside the source what was refused, too', () => {
    expect(outcomeWords(counts)).toBe('12 new, 40 changes, 1 withdrawn, 8 questions, 2 refused');
    expect(outcomeWords({ ...counts, create: 9, change: 0, withdraw: 0, ask: 0, refuse: 1 })).toBe('9 new, 1 refused');
    expect(outcomeWords({ ...counts, refuse: 0 })).toBe(runWords(counts));
  });

  it('count in each tile what the list behind it shows', () => {
    expect(Object.fromEntries(TILES.map(({ id, of }) => [id, of(counts)]))).toEqual({
      ...{ new: 12, changed: 40, moved: 5, back: 3, asked: 8, withdrawn: 1, unchanged: 900, refused: 2, kept: 4 },
      'left-out': 10,
    });
    const titleOf = (tile: string): string | undefined => TILES.find(({ id }) => id === tile)?.title[0];
    expect([titleOf('back'), titleOf('asked')]).toEqual([
      expect.stringContaining('by an answer to its question, and here again: taken back'),
      expect.stringContaining('the office withdrew them unasked'),
    ]);
    expect(TILES.find(({ id }) => id === 'moved')?.filter).toEqual({ outcome: 'change', field: 'site' });
  });
});
