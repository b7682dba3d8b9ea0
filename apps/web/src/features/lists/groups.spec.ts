import { grouped, lateText } from './groups.js';

describe('rows under headings', () => {
  it('are cut where the heading changes, in their order', () => {
    expect(grouped(['a1', 'a2', 'b1'], ([letter]) => letter)).toEqual([
      { heading: 'a', rows: ['a1', 'a2'] },
      { heading: 'b', rows: ['b1'] },
    ]);
    expect(grouped([], String)).toEqual([]);
  });

  it('count late returns', () => expect([0, 1, 4].map(lateText)).toEqual(['–', '1 late', '4 late']));
});
