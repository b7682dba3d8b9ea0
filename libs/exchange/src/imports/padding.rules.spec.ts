import type { NumberCells } from '@app/platform';
import { padFaults } from './mapping.rules.js';
import type { CodesOnRecord } from './padding.rules.js';
import { padOffer } from './padding.rules.js';

const like = (cells: number, ...samples: string[]): NumberCells => ({ digits: samples[0].length, cells, samples });
const SHORT = [like(1, '77'), like(18, '4512', '4513', '4514'), like(5, '104512')];
const codes = (digits: number | null, count: number, zeros: number): CodesOnRecord => ({ digits, codes: count, zeros });
const SIX = [codes(4, 40, 0), codes(6, 60, 20)];
const made = (...pairs: [string, ...string[]][]): Map<string, string[]> =>
  new Map(pairs.map(([code, ...others]) => [code, others]));
const nothing = made();

describe('the offer to put zeros back', () => {
  it('comes from the rules for codes: how many lines, and what three of them become', () => {
    expect(padOffer('tag', SHORT, { ruled: made(['4512', '004512'], ['77', '000077']), onRecord: [] })).toEqual({
      field: 'tag',
      digits: 6,
      by: 'rules',
      lines: 19,
      examples: [
        { from: '4512', to: '004512' },
        { from: '4513', to: '004513' },
        { from: '4514', to: '004514' },
      ],
    });
  });

  it.each([
    ['what puts more than zeros in front', made(['4512', 'MA-004512'])],
    ['rules that do not agree', made(['4512', '004512', '0004512'])],
    ['a rule that takes zeros away', made(['4512', '512'])],
  ])('does not come from %s', (_name, ruled) => {
    expect(padOffer('tag', SHORT, { ruled, onRecord: [] })).toBeNull();
    expect(padOffer('tag', SHORT, { ruled, onRecord: SIX })).toMatchObject({ digits: 6, by: 'records' });
  });

  it.each([
    ['half of them only', [codes(4, 50, 0), codes(6, 50, 20)]],
    ['none of them with a zero in front', [codes(6, 60, 0)]],
    ['most of them with letters', [codes(null, 70, 0), codes(6, 30, 20)]],
    ['none at all', []],
  ])('does not come from records: %s', (_name, onRecord) => {
    expect(padOffer('tag', SHORT, { ruled: nothing, onRecord })).toBeNull();
  });

  it('believes the rules for tags, the records for numbers of people', () => {
    const evidence = { ruled: made(['4512', '04512']), onRecord: SIX };
    expect(padOffer('tag', [like(2, '4512')], evidence)).toMatchObject({ digits: 5, by: 'rules' });
    expect(padOffer('number', [like(2, '4512')], evidence)).toMatchObject({ digits: 6, by: 'records' });
    expect(padOffer('holder', [like(2, '4512')], { ...evidence, onRecord: [] })).toMatchObject({ digits: 5 });
  });

  it.each([
    ['nothing is short', [like(9, '004512')]],
    ['the column is of longer numbers', [like(2, '4512'), like(2, '12345678')]],
    ['there are no numbers', []],
  ])('is not made where %s', (_name, numbers) => {
    expect(padOffer('tag', numbers, { ruled: nothing, onRecord: SIX })).toBeNull();
  });
});

it.each([
  ['people', { number: 7 }, []],
  ['devices', { tag: 6, holder: 7 }, []],
  ['devices', { tag: 6, number: undefined, holder: undefined }, []],
  ['people', { tag: 6 }, ['options.pad.tag']],
  ['devices', { tag: 1 }, ['options.pad.tag']],
  ['devices', { tag: 21 }, ['options.pad.tag']],
  ['devices', { tag: 2.5, holder: Number.NaN }, ['options.pad.tag', 'options.pad.holder']],
] as const)('pads in %s: %j', (kind, pad, faults) => {
  expect(padFaults(kind, pad).map(({ field }) => field)).toEqual(faults);
});
