import type { FieldSpec, ReadOptions } from './field.js';
import { orderFrom, readDay, readValue, weighOrder } from './values.js';

const options: ReadOptions = { dateOrder: 'month-first', timeZone: 'America/Los_Angeles' };
const spec = (kind: FieldSpec['kind'], more: Partial<FieldSpec> = {}): FieldSpec => ({
  code: 'x',
  label: 'X',
  kind,
  aliases: [],
  ...more,
});
const read = (kind: FieldSpec['kind'], raw: string, more?: Partial<FieldSpec>): unknown =>
  readValue(spec(kind, more), raw, options);

describe('readDay', () => {
  it.each([
    ['2026-08-12', '2026-08-12'],
    ['8/24/22', '2022-08-24'],
    ['08/24/2022', '2022-08-24'],
    ['1/2/99', '1999-01-02'],
    ['2026-08-12T23:30:00-07:00', '2026-08-12'],
    ['2029-06-01T00:00:00.000Z', '2029-06-01'],
    ['2026-08-13T03:30:00.123Z', '2026-08-12'],
    ['2026-08-12 14:05:06', '2026-08-12'],
    ['1786579200000', '2026-08-12'],
  ])('%s is %s', (text, value) => {
    expect(readDay(text, options)).toEqual({ value });
  });

  it.each([
    '2026-02-30',
    '13/13/2026',
    '2/30/26',
    'infinity',
    '0000-01-01',
    '9999-12-31',
    '45000',
    'soon',
    '2026-13-01T00:00:00Z',
  ])('%s is no day', (text) => {
    expect(readDay(text, options)).toEqual({ problem: 'not-a-day' });
  });

  it.each(['1979-12-31', '2199-06-30', '1/2/1904', '2150-01-01T10:00:00Z'])('%s is a slip of the finger', (text) => {
    expect(readDay(text, options)).toEqual({ problem: 'implausible-day' });
  });

  it('asks when nobody said which comes first, and only then', () => {
    const open: ReadOptions = { ...options, dateOrder: null };
    expect(readDay('3/4/2026', open)).toEqual({ problem: 'ambiguous-day' });
    expect(readDay('3/3/2026', open)).toEqual({ value: '2026-03-03' });
    expect(readDay('3/14/2026', open)).toEqual({ value: '2026-03-14' });
    expect(readDay('14/3/2026', open)).toEqual({ value: '2026-03-14' });
    expect(readDay('3/4/2026', { ...options, dateOrder: 'day-first' })).toEqual({ value: '2026-04-03' });
  });

  it.each([
    [['1/23/23', '3/4/23'], 'month-first'],
    [['23/1/23', '3/4/23'], 'day-first'],
    [['3/4/23', '5/5/23'], null],
    [['1/23/23', '23/1/23'], null],
    [['2026-01-02', '5/5/23'], 'month-first'],
  ])('%j is %s', (cells, expected) => {
    const evidence = { monthFirst: 0, dayFirst: 0, open: 0 };
    cells.forEach((text) => weighOrder(evidence, text));
    expect(orderFrom(evidence)).toBe(expected);
  });
});

describe('readValue', () => {
  it.each([
    ['$1,234.50', '123450'],
    ['1,234.50', '123450'],
    ['289', '28900'],
  ])('money %s is %s cents', (raw, value) => {
    expect(read('cents', raw)).toEqual({ value });
  });

  it.each(['-5', '0.005', '1e9', '12,34', 'free'])('money %s is refused', (raw) => {
    expect(read('cents', raw)).toEqual({ problem: 'not-money' });
  });

  it.each(['000451', '5cd1234xyz', 'null', 'N/A', "O'Brien", 'Đặng 🎓', '1E5', '5E+X'])(
    'the code %s stays as typed',
    (raw) => {
      expect(read('code', ` ${raw} `)).toEqual({ value: raw });
    },
  );

  it.each([
    ['1.23457E+15', 'scientific-notation'],
    ['1,23E+11', 'scientific-notation'],
    ['a\u0000b', 'control-character'],
    ['a\nb', 'control-character'],
    ['\u0007', 'control-character'],
    ['a\u202eb', 'invisible-character'],
    ['a\ufffdb', 'damaged-character'],
    ['#N/A', 'formula-error'],
    ['x'.repeat(65), 'too-long'],
  ])('the code %j is refused: %s', (raw, problem) => {
    expect(read('code', raw)).toMatchObject({ problem });
  });

  it.each(['', '   ', '\u00a0', '\u200b \u3164'])('%j is blank', (raw) => {
    expect(read('text', raw)).toEqual({ value: null });
  });

  it('keeps line breaks in notes only', () => {
    expect(read('notes', 'a\nb', { max: 10 })).toEqual({ value: 'a\nb' });
    expect(read('text', 'a\nb')).toEqual({ problem: 'control-character' });
  });

  it.each([
    ['Rivera\u202e', 'Rivera'],
    ['\u202dRi\u2067ve\u2069ra ', 'Rivera'],
    ['محمد', 'محمد'],
    ['כהן\u200f', 'כהן\u200f'],
    ["O'Brien Đặng 🎓", "O'Brien Đặng 🎓"],
  ])('the name %j is read without what turns text around: %j', (raw, value) => {
    expect(read('text', raw)).toEqual({ value });
  });

  it('takes an e-mail address in one line', () => {
    expect(read('email', 'ana.ruiz@example.org')).toEqual({ value: 'ana.ruiz@example.org' });
    for (const raw of ['ana', 'a@b', 'a b@example.org', 'a@b@example.org', `${'a'.repeat(250)}@example.org`]) {
      expect(read('email', raw)).toEqual({ problem: 'not-an-email' });
    }
    expect(read('email', 'a@example.org\nBcc: b@example.org')).toEqual({ problem: 'control-character' });
  });

  it('takes grades and languages that there are', () => {
    for (const raw of ['07', 'K', '9,10']) expect(read('grade', raw)).toEqual({ value: raw });
    for (const raw of ['97', '2026']) expect(read('grade', raw)).toEqual({ problem: 'not-a-grade' });
    expect(read('grade', 'x'.repeat(13))).toEqual({ problem: 'too-long', max: 12 });
    expect(read('language', 'zh-Hant')).toEqual({ value: 'zh-Hant' });
    expect(read('language', 'Spanish')).toEqual({ value: 'es' });
    for (const raw of ['01', 'Klingonese', 'es_MX'])
      expect(read('language', raw)).toEqual({ problem: 'not-a-language' });
  });

  it('takes a word of a list in any spelling', () => {
    const choices = { 'in stock': 'in-stock', spare: 'in-stock', retired: 'retired' };
    for (const raw of ['In-Stock', 'IN STOCK', 'spare'])
      expect(read('choice', raw, { choices })).toEqual({ value: 'in-stock' });
    expect(read('choice', 'gone', { choices })).toEqual({ problem: 'not-a-choice', allowed: ['in-stock', 'retired'] });
    expect(read('choice', 'constructor', { choices })).toMatchObject({ problem: 'not-a-choice' });
    expect(read('choice', 'gone', { choices, otherwise: 'retired' })).toEqual({ value: 'retired' });
    expect(read('choice', 'gone', { choices, otherwise: null })).toEqual({ value: null });
  });
});

it.each([
  ['identifier', '4512', { value: '004512' }],
  ['code', ' 77 ', { value: '000077' }],
  ['identifier', '1234567', { value: '1234567' }],
  ['identifier', 'A512', { value: 'A512' }],
  ['identifier', '1.2E+15', { problem: 'scientific-notation' }],
  ['identifier', '', { value: null }],
  ['text', '4512', { value: '4512' }],
] as const)('pads the numbers of a field that is padded, and of no other: %s %j', (kind, raw, reading) => {
  expect(readValue(spec(kind), raw, { ...options, pad: { x: 6 } })).toEqual(reading);
  expect(readValue(spec('identifier'), '4512', { ...options, pad: { y: 6 } })).toEqual({ value: '4512' });
});
