import { senseOf, spanOf } from './seen-span.js';

describe('when a device was last seen', () => {
  it.each([
    ['before', { seenBefore: '2026-08-01' }],
    ['after', { seenAfter: '2026-08-01' }],
    ['between', { seenAfter: '2026-08-01', seenBefore: '2026-09-01' }],
  ] as const)('%s: what is entered is what the address says', (sense, span) => {
    expect(spanOf(sense, '2026-08-01', '2026-08-31')).toEqual(span);
    expect(senseOf(span)).toBe(sense);
  });

  it('is one day when the first is the last', () => {
    expect(spanOf('between', '2026-08-01', '2026-08-01')).toEqual({
      seenAfter: '2026-08-01',
      seenBefore: '2026-08-02',
    });
  });

  it.each([
    ['before', '', '', { field: 'first', key: 'seen.enter' }],
    ['between', '2026-08-01', '', { field: 'last', key: 'seen.enter' }],
    ['between', '2026-08-02', '2026-08-01', { field: 'last', key: 'seen.order' }],
  ] as const)('%s %s %s is refused', (sense, first, last, problem) => {
    expect(spanOf(sense, first, last)).toEqual(problem);
  });
});
