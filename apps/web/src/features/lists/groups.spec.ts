import { grouped } from './groups.js';

describe('rows under headings', () => {
  it('are cut where the heading changes, in their order', () => {
    expect(grouped(['a1', 'a2', 'b1'], ([letter]) => letter)).toEqual([
      { heading: 'a', rows: ['a1', 'a2'] },
      { heading: 'b', rows: ['b1'] },
    ]);
    expect(grouped([], String)).toEqual([]);
  });
});
