import type { LabelPlan } from './label-words.js';
import { insteadOf, longOf, pastedWords, refusalOf, unanswered } from './plan.rules.js';

const noRoom = (count: number): LabelPlan['noRoom'] => ({ count, items: [], offers: [] });
const range = (taken: number): LabelPlan['range'] => ({
  ...{ first: 1, firstTag: 'CB-0001', lastTag: 'CB-0009' },
  ...{ used: { count: taken, tags: [] }, alike: { count: 2, items: [] } },
});

it.each([
  ['nothing is chosen', { items: 0, total: 0, noRoom: noRoom(0), range: null }, /nothing to print/],
  ['no code has room', { items: 9, total: 9, noRoom: noRoom(9), range: null }, /^The code has no room/],
  ['some have none', { items: 9, total: 18, noRoom: noRoom(2), range: null }, /^2 of 9 codes have no room/],
  ['tags are taken', { items: 9, total: 9, noRoom: noRoom(0), range: range(3) }, /are taken/],
])('labels are refused where %s', (_what, plan, words) => {
  expect(refusalOf(plan)).toMatch(words);
});

it('labels that look like others are made', () => {
  expect(refusalOf({ items: 9, total: 9, noRoom: noRoom(0), range: range(0) })).toBeNull();
});

it('devices without a tag get their serial numbers or new tags, as many as they are', () => {
  expect(insteadOf('device', 240).map(({ change }) => change)).toEqual([
    { kind: 'serial', stock: null, from: null },
    { kind: 'tag-range', count: '240', first: null, stock: null, from: null },
  ]);
});

it.each([
  ['device', 0],
  ['serial', 3],
])('nothing else is offered for %s with %i left out', (kind, many) => expect(insteadOf(kind, many)).toEqual([]));

it.each([
  [6, 3, 0, 1, '6 lines: 3 devices, 2 twice, 1 unknown'],
  [3, 2, 1, 0, '3 lines: 3 devices'],
  [1, 0, 0, 1, '1 line: 0 devices, 1 unknown'],
])('a pasted list of %i lines says what it comes to', (lines, items, withoutCode, unknown, words) => {
  const plan = { items, withoutCode, unknown: { count: unknown, items: [] } };
  expect(pastedWords(lines, plan, ['device', 'devices'])).toBe(words);
});

const ON_PAGE = { left: 0, top: 0, right: 0, bottom: 0 };

it('labels that the edge of the page cuts wait for an answer, and for another when more is cut', () => {
  const asks = (right: number, offPage: string | null): string[] => {
    const plan = { output: 'pdf' as const, pages: 1, total: 3, unknown: { count: 0, items: [] } };
    return unanswered({ ...plan, offPage: { ...ON_PAGE, right } }, 'code128', {
      ...{ skipUnknown: false, longPages: null, offPage },
    }).map(({ field }) => field);
  };
  expect(asks(0, null)).toEqual([]);
  expect(asks(4_222, null)).toEqual(['label-off-page']);
  expect(asks(4_222, '4.3 mm at the right')).toEqual([]);
  expect(asks(5_000, '4.3 mm at the right')).toEqual(['label-off-page']);
});

describe('a document of more than 500 pages', () => {
  const plan = {
    output: 'pdf' as const,
    pages: 501,
    total: 15_030,
    unknown: { count: 0, items: [] },
    offPage: ON_PAGE,
  };

  it('says its size and asks; whoever has said yes to other pages is asked again', () => {
    expect(longOf(plan, 'code128')).toMatchObject({ pages: 501 });
    expect(longOf(plan, 'qr')!.bytes).toBeGreaterThan(longOf(plan, 'code128')!.bytes);
    const asks = (longPages: number | null): string[] =>
      unanswered(plan, 'code128', { skipUnknown: false, longPages, offPage: null }).map(({ field }) => field);
    expect([asks(null), asks(700), asks(501)]).toEqual([['label-long'], ['label-long'], []]);
  });

  it('is none with 500 pages, nor as ZPL', () => {
    expect(longOf({ ...plan, pages: 500 }, 'qr')).toBeNull();
    expect(longOf({ ...plan, output: 'zpl' }, 'qr')).toBeNull();
  });
});
