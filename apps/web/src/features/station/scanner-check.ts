import type { StationSettings } from '../../lib/station-store.js';
import type { StationSetup } from './scan-api.js';

/**
 * Both cases, digits and a hyphen, with the letters that swap places between English, German and French keyboards.
 * It is no tag, no number and no command.
 */
export const TEST_CODE = 'CUBBY-Qa-Zy-0189';
/** Widths of its bars and gaps in turn, in Code 128. */
export const TEST_BARS =
  '2112141313212131311311231311233121131221322113311211241221323123112121411221321231221232213112223211222212132331112';

/** A key that went down, at `at` milliseconds. A line feed by Ctrl+J is `LineFeed`. */
export interface KeyStroke {
  key: string;
  at: number;
}

export type ScannerFinding = Pick<
  StationSetup,
  'suffix' | 'prefix' | 'gapMs' | 'letterCase' | 'doubled' | 'layoutSwapped'
>;

const swapCase = (text: string): string =>
  [...text].map((char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())).join('');

const CASES: readonly [ScannerFinding['letterCase'], string][] = [
  ['as-printed', TEST_CODE],
  ['upper', TEST_CODE.toUpperCase()],
  ['lower', TEST_CODE.toLowerCase()],
  ['swapped', swapCase(TEST_CODE)],
];

/** What a scanner does, from one scan of the test code; null when it cannot have been that code. */
export function readScan(keys: readonly KeyStroke[]): ScannerFinding | null {
  const typed = keys.filter(({ key }) => key.length === 1);
  const text = typed.map(({ key }) => key).join('');
  const end = text.slice(-TEST_CODE.length);
  if (end.length < TEST_CODE.length) return null;
  const known = CASES.find(([, code]) => code === end);
  const before = text.slice(0, -TEST_CODE.length);
  const doubled = before.endsWith(end);
  // A swapped layout changes characters, never their number.
  if (!known && !doubled && before !== '') return null;
  return {
    suffix: suffixOf(keys),
    prefix: (doubled ? before.slice(0, -TEST_CODE.length) : before) || null,
    gapMs: gapOf(typed),
    letterCase: known ? known[0] : null,
    doubled,
    layoutSwapped: !known,
  };
}

/** Three scans that say the same, the pace apart. */
export function readScans(scans: readonly (readonly KeyStroke[])[]): ScannerFinding | null {
  const [first, ...others] = scans.map(readScan);
  const same = ({ gapMs: _gap, ...rest }: ScannerFinding): string => JSON.stringify(rest);
  if (!first || others.some((other) => !other || same(other) !== same(first))) return null;
  const gaps = [first, ...others].map((one) => one?.gapMs ?? 0);
  return { ...first, gapMs: Math.max(...gaps) };
}

function suffixOf(keys: readonly KeyStroke[]): ScannerFinding['suffix'] {
  const after = keys.slice(keys.findLastIndex(({ key }) => key.length === 1) + 1).map(({ key }) => key);
  if (after.length === 0) return 'none';
  if (after.length === 1) return after[0] === 'Enter' ? 'enter' : after[0] === 'Tab' ? 'tab' : 'other';
  return after.every((key) => key === 'Enter' || key === 'LineFeed' || key === 'Tab') ? 'enter-twice' : 'other';
}

/** The median: one hiccup says nothing about a scanner. */
function gapOf(typed: readonly KeyStroke[]): number {
  const gaps = typed.slice(1).map(({ at }, index) => at - typed[index].at);
  return Math.round(gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0);
}

/** What the station should be set to. A gap may be twice the usual one. */
export const settingsFor = ({ gapMs, suffix }: ScannerFinding): Pick<StationSettings, 'gapMs' | 'noSuffix'> => ({
  gapMs: [50, 100].find((limit) => 2 * (gapMs ?? 0) <= limit) ?? 200,
  noSuffix: suffix === 'none',
});
