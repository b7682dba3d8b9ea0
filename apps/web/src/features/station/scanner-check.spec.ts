import { readScan, readScans, settingsFor, TEST_CODE, type KeyStroke } from './scanner-check.js';

/** As a scanner sends it, `gap` milliseconds apart. */
const strokes = (text: string, suffix: string[] = ['Enter'], gap = 5): KeyStroke[] =>
  [...text, ...suffix].map((key, index) => ({ key, at: 1_000 + index * gap }));

const PLAIN = {
  suffix: 'enter',
  prefix: null,
  gapMs: 5,
  letterCase: 'as-printed',
  doubled: false,
  layoutSwapped: false,
};

describe('a scanner that', () => {
  it.each([
    ['sends Enter', strokes(TEST_CODE), {}],
    ['sends Tab', strokes(TEST_CODE, ['Tab']), { suffix: 'tab' }],
    ['sends CR and LF', strokes(TEST_CODE, ['Enter', 'LineFeed']), { suffix: 'enter-twice' }],
    ['sends nothing at the end', strokes(TEST_CODE, []), { suffix: 'none' }],
    ['sends a prefix', strokes(`]C0${TEST_CODE}`), { prefix: ']C0' }],
    ['is slow', strokes(TEST_CODE, ['Enter'], 60), { gapMs: 60 }],
    ['makes capitals', strokes(TEST_CODE.toUpperCase()), { letterCase: 'upper' }],
    ['makes small letters', strokes(TEST_CODE.toLowerCase()), { letterCase: 'lower' }],
    ['has Caps Lock against it', strokes('cubby-qA-zY-0189'), { letterCase: 'swapped' }],
    ['sends it twice', strokes(TEST_CODE + TEST_CODE), { doubled: true }],
    ['sends it twice, each with Enter', [...strokes(TEST_CODE), ...strokes(TEST_CODE)], { doubled: true }],
    ['is set to a German keyboard', strokes('CUBBZ/Qa/Yz/0189'), { layoutSwapped: true, letterCase: null }],
  ])('%s', (_, keys, differs) => expect(readScan(keys)).toEqual({ ...PLAIN, ...differs }));

  it.each([
    ['read something else', strokes('LHS-004512')],
    ['read half of it', strokes(TEST_CODE.slice(4))],
    ['sent nothing', []],
  ])('%s is not believed', (_, keys) => expect(readScan(keys)).toBeNull());
});

it('three scans must say the same; the slowest pace counts', () => {
  const [fast, slow] = [strokes(TEST_CODE), strokes(TEST_CODE, ['Enter'], 30)];
  expect(readScans([fast, slow, fast])).toEqual({ ...PLAIN, gapMs: 30 });
  expect(readScans([fast, strokes(TEST_CODE, ['Tab']), fast])).toBeNull();
});

it.each([
  [5, 50],
  [25, 50],
  [26, 100],
  [60, 200],
])('a gap of %i ms sets the station to %i', (gapMs, limit) =>
  expect(settingsFor({ ...readScan(strokes(TEST_CODE))!, gapMs })).toEqual({ gapMs: limit, noSuffix: false }),
);

it('no suffix means that silence ends a code', () =>
  expect(settingsFor(readScan(strokes(TEST_CODE, []))!)).toMatchObject({ noSuffix: true }));
