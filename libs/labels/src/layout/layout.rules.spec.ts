import { NARROWEST_MODULE } from '../symbols/symbol.rules.js';
import type { Arrangement, LabelContent, LabelLayout, LabelPart, NoRoom } from './layout.js';
import { layOut } from './layout.rules.js';
import { RunForm } from './run-form.js';

const MM = 1_000;
const INCH = 25_400;
/** Half of its height a letter: near enough for what has room. */
const measure = (text: string, size: number): number => ([...text].length * size * INCH) / 144;

const content = (of: Partial<LabelContent>): LabelContent => ({ code: 'MA-000001', link: null, lines: [], ...of });
const laid = (
  [width, height]: readonly [number, number],
  of: Partial<LabelContent> = {},
  arrangement: Arrangement = 'code128',
  dot?: number,
): LabelLayout | NoRoom =>
  layOut({ width, height }, content(of), arrangement, { measure, ...(dot === undefined ? {} : { dot }) });
const drawn = (...asked: Parameters<typeof laid>): LabelPart[] => (laid(...asked) as LabelLayout).drawn;
const sizes = (...asked: Parameters<typeof laid>): number[] =>
  drawn(...asked).flatMap((part) => (part.kind === 'text' ? [part.size] : []));

const A5160 = [66_675, 25_400] as const;
const A5163 = [101_600, 50_800] as const;
const ZEBRA = [50_800, 25_400] as const;
const PROPERTY = ['Property of Lakeshore Unified', 'Lincoln High School'];

describe('letters', () => {
  it.each([
    ['a full label', A5160, [...PROPERTY, 'ESSER III · Project 3213'], [10, 6.5, 6.5, 6.5]],
    ['the code alone', A5160, [], [24]],
    ['half of it empty', A5163, PROPERTY, [24, 14, 14]],
    ['a line in two rows', A5163, ['Property of Lakeshore Unified School District, Mount Alder'], [24, 14, 14]],
    [
      'lines of one rank in one size',
      A5160,
      [...PROPERTY, 'ESSER III', 'Property-of-Lakeshore-Unified-School-District-Mount-Alder'],
      [10, 6.1, 6.1, 6.1, 6.1],
    ],
  ] as const)('%s: as large as there is room, and no larger', (_what, size, lines, expected) => {
    expect(sizes(size, { lines })).toEqual(expected);
  });

  it('never leave the label, nor each other', () => {
    for (const width of [40, 55, 70, 100, 150]) {
      for (const height of [12.7, 20, 25.4, 40, 60, 100]) {
        for (const lines of [[], PROPERTY, [...PROPERTY, 'ESSER III', 'Project 3213', 'x'.repeat(300)]]) {
          const parts = drawn([width * MM, height * MM], { lines }, 'qr');
          let below = 0;
          for (const part of parts) {
            if (part.kind !== 'text') continue;
            const top = part.baseline - (part.size * 0.95 * INCH) / 72;
            expect(top).toBeGreaterThanOrEqual(below);
            below = part.baseline + (part.size * 0.2 * INCH) / 72;
            expect(below).toBeLessThanOrEqual(height * MM);
            expect(part.x + measure(part.text, part.size)).toBeLessThanOrEqual(width * MM);
          }
        }
      }
    }
  });

  it('of a larger label are never smaller', () => {
    const heights = [12.7, 16, 20, 25.4, 30, 40, 50, 80];
    const codes = heights.map((height) => sizes([101_600, height * MM], { lines: PROPERTY })[0]);
    expect(codes).toEqual(codes.toSorted((a, b) => a - b));
  });

  it('of long lines beside a square code are broken before they are small', () => {
    const lines = ['Property of Lakeshore Unified School District', 'Lincoln High School'];
    const link = 'https://cubby.lakeshore.k12.ca.us/d/MA-000001';
    const parts = drawn([63_500, 71_980], { lines, link }, 'code128+qr').filter(({ kind }) => kind === 'text');
    const [, ...rows] = parts as Extract<LabelPart, { kind: 'text' }>[];
    expect(rows.map(({ text }) => text)).toEqual([
      'Property of Lakeshore',
      'Unified School District',
      'Lincoln High School',
    ]);
    expect(new Set(rows.map(({ size }) => size)).size).toBe(1);
    expect(rows[0].size).toBeGreaterThanOrEqual(8);
  });

  it('are not small on a large label: words and square code grow with it', () => {
    const link = 'https://cubby.lakeshore.k12.ca.us/d/MA-000001';
    const [square] = drawn([152_400, 101_600], { lines: PROPERTY, link }, 'code128+qr');
    const { symbol, unitX } = square as Extract<LabelPart, { kind: 'symbol' }>;
    expect(symbol.width * unitX).toBeGreaterThan(22 * MM);
    expect(symbol.width * unitX).toBeLessThanOrEqual(40 * MM);
    expect(sizes([152_400, 101_600], { lines: PROPERTY })).toEqual([40, 22, 22]);
  });

  it.each(['MA-000001', 'Ấ Ễ Å'])('%s: an accent above stays off the bars', (heading) => {
    for (const size of [A5160, A5163]) {
      const [bars, name] = drawn(size, { heading, lines: PROPERTY }) as [
        Extract<LabelPart, { kind: 'symbol' }>,
        Extract<LabelPart, { kind: 'text' }>,
      ];
      const top = heading.startsWith('MA') ? 0.75 : 1.15;
      expect(name.baseline - (name.size * top * INCH) / 72).toBeGreaterThan(bars.y + bars.unitY);
      expect(bars.unitY).toBeGreaterThanOrEqual(5 * MM);
    }
  });

  it.each(['محمد الشمري', 'สมชาย นิ้ว', 'पूजा कृष्ण'])('%s stays off the line below', (heading) => {
    const [name, line] = drawn(A5160, { heading, lines: PROPERTY }).filter(({ kind }) => kind === 'text') as {
      size: number;
      baseline: number;
    }[];
    // Its lowest letters reach a half of their size below the line.
    expect(name.baseline + (name.size * 0.5 * INCH) / 72).toBeLessThan(line.baseline - (line.size * 0.75 * INCH) / 72);
    expect(name.size).toBeGreaterThan(line.size);
  });

  it.each([
    ['room for all: the owner in two rows', 22.4, [4, 'Lincoln High School']],
    ['room for less: without the site', 19, [3, undefined]],
  ] as const)('of the law before those of the site; %s', (_what, high, [many, last]) => {
    const owner = 'Property of Mount Alder Unified School District';
    const lines = ['LCAP supplemental · 0001', owner, 'Lincoln High School'];
    const {
      drawn: parts,
      cut,
      dropped,
    } = laid([36 * MM, high * MM], { code: '7001', lines, lawfulFirst: 2 }, 'code128') as LabelLayout;
    const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
    expect(texts.length).toBe(many + 1);
    expect(cut).toEqual([]);
    expect(dropped).toEqual(last === undefined ? ['Lincoln High School'] : []);
    expect(texts.join(' ')).toContain(owner);
  });

  it('are not cut in two with their marks', () => {
    const [, line] = drawn([40 * MM, 20 * MM], { lines: ['👩‍👩‍👧‍👦'.repeat(100)] }, 'qr').filter(
      ({ kind }) => kind === 'text',
    );
    expect((line as { text: string }).text).toMatch(/^(👩‍👩‍👧‍👦)*…$/u);
  });
});

describe('bars with a square code beside them', () => {
  const link = 'https://cubby.lakeshore.k12.ca.us/d/MA-000001';

  it.each([203, 300])('have room on 2 × 1 inch at %i dpi: whole dots, side by side', (dpi) => {
    const dot = INCH / dpi;
    const symbols = drawn(ZEBRA, { link, lines: PROPERTY }, 'code128+qr', dot).filter(({ kind }) => kind === 'symbol');
    const [square, bars] = symbols as Extract<LabelPart, { kind: 'symbol' }>[];
    for (const { unitX } of [square, bars]) {
      expect(unitX).toBeGreaterThanOrEqual(NARROWEST_MODULE);
      expect(unitX / dot).toBeCloseTo(Math.round(unitX / dot), 6);
    }
    // What is white between them is the quiet zone of both.
    const white = bars.x - (square.x + square.symbol.width * square.unitX);
    expect(white).toBeGreaterThanOrEqual(Math.max(10 * bars.unitX, 4 * square.unitX));
    expect(bars.x + (bars.symbol.width + 10) * bars.unitX).toBeLessThanOrEqual(ZEBRA[0]);
  });

  it.each([
    ['Avery 5160', A5160],
    ['Avery 5163', A5163],
    ['Zebra 2 × 1', ZEBRA],
  ] as const)('begin where the words below them do, quiet zones whole on the label: %s', (_name, size) => {
    const parts = drawn(size, { link, lines: PROPERTY }, 'code128+qr');
    const [square, bars] = parts as Extract<LabelPart, { kind: 'symbol' }>[];
    for (const part of parts) if (part.kind === 'text') expect(part.x).toBe(bars.x);
    expect(bars.y).toBe(square.y);
    expect(Math.min(square.x, square.y)).toBeGreaterThanOrEqual(4 * square.unitX);
    expect(square.y + (square.symbol.height + 4) * square.unitX).toBeLessThanOrEqual(size[1]);
    expect(bars.x + (bars.symbol.width + 10) * bars.unitX).toBeLessThanOrEqual(size[0]);
  });

  it('leave the square code as large as it can be', () => {
    const [small] = drawn(ZEBRA, { link }, 'code128+qr');
    const [large] = drawn(A5163, { link }, 'code128+qr');
    expect((small as { unitX: number }).unitX).toBeLessThan((large as { unitX: number }).unitX);
    expect((large as { unitX: number }).unitX).toBe(625);
  });

  it.each([
    ['Avery 6570', [44_450, 31_750]],
    ['Avery L7651', [38_100, 21_200]],
    ['Avery 8195', [44_450, 16_933]],
    ['Avery L4732', [35_600, 16_900]],
  ] as const)('stand over it where there is no room beside it, each quiet zone white: %s', (_name, size) => {
    const { drawn: parts, dropped, cut } = laid(size, { link, lines: ['Lakeshore'] }, 'code128+qr') as LabelLayout;
    const [square, bars] = parts as Extract<LabelPart, { kind: 'symbol' }>[];
    expect([dropped, cut]).toEqual([[], []]);
    expect(bars.unitY).toBeGreaterThanOrEqual(5 * MM);
    expect(bars.x).toBeGreaterThanOrEqual(10 * bars.unitX);
    expect(bars.x + (bars.symbol.width + 10) * bars.unitX).toBeLessThanOrEqual(size[0]);
    expect(square.x).toBeGreaterThanOrEqual(4 * square.unitX);
    expect(square.y - 4 * square.unitX).toBeGreaterThanOrEqual(bars.y + bars.unitY);
    expect(square.y + (square.symbol.height + 4) * square.unitX).toBeLessThanOrEqual(size[1]);
    for (const part of parts) {
      if (part.kind !== 'text') continue;
      expect(part.x).toBeGreaterThanOrEqual(square.x + (square.symbol.width + 4) * square.unitX);
      expect(part.baseline - (part.size * 0.95 * INCH) / 72).toBeGreaterThan(bars.y + bars.unitY);
    }
  });

  it('stand over it on every label of a run whose longest code has no room beside it', () => {
    const size = [ZEBRA[0], 40 * MM] as const;
    const contents = ['7', 'CB-0000000001'].map((code) => content({ code, link }));
    const form = RunForm.of(contents, measure);
    const [short, long] = contents.map((each) => {
      const options = { measure, form };
      return (layOut({ width: size[0], height: size[1] }, each, 'code128+qr', options) as LabelLayout).drawn;
    });
    const place = (parts: LabelPart[]) =>
      parts.flatMap((part) => (part.kind === 'symbol' ? [[part.x, part.y, part.unitX, part.unitY]] : []));
    expect(place(short)).toEqual(place(long));
    expect(drawn(size, { code: '7', link }, 'code128+qr')[0]).not.toMatchObject({ y: (short[0] as { y: number }).y });
  });

  it('are refused where they have room alone, and the limit is that of bars over it', () => {
    const size = [38_100, 12_700] as const;
    expect(laid(size, { link }, 'code128')).not.toHaveProperty('noRoom');
    const { noRoom } = laid(size, { link }, 'code128+qr') as NoRoom;
    expect(noRoom).toMatch(
      /^MA-000001 has 9 characters; with a QR code on the same label the bars take \d, or \d+ digits: take the bars alone, which fit$/,
    );
  });

  it.each([
    ['Zebra 2 × 1', ZEBRA, undefined],
    ['Zebra 2 × 1 at 300 dpi', ZEBRA, INCH / 300],
    ['Avery 6570', [44_450, 31_750], undefined],
    ['Avery 5167', [44_450, 12_700], undefined],
  ] as const)('are refused with the longest that has room, and it is the longest: %s', (_name, size, dot) => {
    const linked = (code: string) => ({ code, link: `https://cubby.lakeshore.k12.ca.us/d/${code}` });
    const { noRoom } = laid(size, linked('CB-000000000000000000000000000001'), 'code128+qr', dot) as NoRoom;
    const [any, digits] = /the bars take (\d+), or (\d+) digits/.exec(noRoom)!.slice(1).map(Number);
    for (const [sign, most] of [
      ['A', any],
      ['0', digits],
    ] as const) {
      expect(laid(size, linked(sign.repeat(most)), 'code128+qr', dot)).not.toHaveProperty('noRoom');
      expect(laid(size, linked(sign.repeat(most + 1)), 'code128+qr', dot)).toHaveProperty('noRoom');
    }
  });
});

it.each<Arrangement>(['code128', 'qr', 'code128+qr'])(
  'labels of one row begin at one height, whatever stands on each: %s',
  (arrangement) => {
    const tops = [[], ['Lincoln High'], ['ESSER III · 3213', ...PROPERTY]].map((lines) =>
      drawn(A5160, { lines }, arrangement).flatMap((part) => (part.kind === 'symbol' ? [part.y] : [])),
    );
    expect(new Set(tops.flat()).size).toBe(1);
  },
);

describe('a square code alone', () => {
  const A5167 = [44_450, 12_700] as const;

  it('has modules as large as the label is high, its quiet zone in the margin', () => {
    const lines = ['2000417', 'Grade 9 · 12'];
    const [square] = drawn(A5167, { code: '2000417', heading: 'Maya Rivera', lines }, 'qr');
    const { symbol, x, y, unitX } = square as Extract<LabelPart, { kind: 'symbol' }>;
    expect(unitX).toBe(375);
    const quiet = symbol.quiet * unitX;
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(quiet);
    expect(y + symbol.height * unitX + quiet).toBeLessThanOrEqual(A5167[1]);
  });

  it.each([
    ['has room beside it', 38, 375],
    ['would be cut', 42, 250],
  ])('gives way to a name that %s', (_what, letters, module) => {
    const heading = 'Maximiliana-'.repeat(4).slice(0, letters);
    const { drawn: parts, cut } = laid(A5167, { code: '2000417', heading, lines: ['2000417'] }, 'qr') as LabelLayout;
    expect([(parts[0] as { unitX: number }).unitX, cut]).toEqual([module, []]);
  });
});
