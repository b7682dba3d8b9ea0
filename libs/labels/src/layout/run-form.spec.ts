import type { LabelContent, LabelLayout, LabelPart } from './layout.js';
import { layOut } from './layout.rules.js';
import { RunForm } from './run-form.js';

const SIZE = { width: 66_675, height: 25_400 };
/** Half of its height a letter. */
const measure = (text: string, size: number): number => ([...text].length * size * 25_400) / 144;

const person = (heading: string, code = '700101'): LabelContent => ({
  ...{ code, heading, link: null, lines: [code, 'Grade 9 · 9-01'] },
});
const device = (lines: string[]): LabelContent => ({ code: 'MA-000001', link: null, lines, firstIsLowest: true });

/** Labels of one run. */
const run = (contents: readonly LabelContent[]): LabelLayout[] => {
  const form = RunForm.of(contents, measure);
  return contents.map((content) => layOut(SIZE, content, 'code128', { measure, form }) as LabelLayout);
};
const textOf = (parts: LabelPart[]) =>
  parts.flatMap((part) =>
    part.kind === 'text' ? [{ text: part.text, size: part.size, baseline: part.baseline }] : [],
  );
const barsOf = (parts: LabelPart[]) =>
  parts.flatMap((part) =>
    part.kind === 'symbol' ? [{ x: part.x, y: part.y, high: part.unitY, module: part.unitX }] : [],
  );

describe('labels of one run', () => {
  it('line up, whatever accents their names have', () => {
    const names = ['Ana Lopez', 'Ángel Ürün', 'Ế Ỗ', 'Bo'];
    const labels = run(names.map((name) => person(name)));
    const places = labels.map(({ drawn }) => textOf(drawn).map(({ size, baseline }) => [size, baseline]));
    for (const place of places) expect(place).toEqual(places[0]);
    for (const { drawn } of labels) expect(barsOf(drawn)).toEqual(barsOf(labels[0].drawn));
  });

  it('line up, whether a program paid or not: its line is the lowest', () => {
    const [with_, without] = run([
      device(['ESSER III · 3213', 'Property of Lakeshore', 'Lincoln']),
      device(['', 'Property of Lakeshore', 'Lincoln']),
    ]).map(({ drawn }) => ({ bars: barsOf(drawn), words: textOf(drawn) }));
    expect(with_.words.map(({ text }) => text)).toEqual([
      ...['MA-000001', 'Property of Lakeshore', 'Lincoln', 'ESSER III · 3213'],
    ]);
    expect(without.words).toEqual(with_.words.slice(0, 3));
    expect(without.bars).toEqual(with_.bars);
  });

  it('have letters of one size, but for the long name of one', () => {
    const names = [...Array.from({ length: 20 }, (_, n) => `Ana Number ${n + 10}`), 'x'.repeat(40)];
    const sizes = run(names.map((name) => person(name))).map(({ drawn }) => textOf(drawn).map(({ size }) => size));
    for (const size of sizes.slice(0, 20)) expect(size).toEqual(sizes[0]);
    expect(sizes[20][0]).toBeLessThan(sizes[0][0]);
    expect(sizes[20].slice(1)).toEqual(sizes[0].slice(1));
  });

  it('have bars as fine as the longest code asks for', () => {
    const [short, long] = run([person('Ana', '700'), person('Bo', '700101900200300400')]).map(
      ({ drawn }) => barsOf(drawn)[0],
    );
    expect(short).toEqual(long);
  });

  it('begin words where the bars begin, and the quiet zone at the edge', () => {
    const [{ drawn }] = run([person('Ana')]);
    const [bars] = barsOf(drawn);
    for (const part of drawn) expect(part.x).toBe(bars.x);
    expect(bars.x).toBe(10 * bars.module);
  });

  it('say a line for which the first ones have no place', () => {
    const form = RunForm.of([device(['', 'Property of Lakeshore'])], measure);
    const later = device(['ESSER III · 3213', 'Property of Lakeshore']);
    const { drawn, dropped } = layOut(SIZE, later, 'code128', { measure, form }) as LabelLayout;
    expect(textOf(drawn).map(({ text }) => text)).toContain('ESSER III · 3213');
    expect(dropped).toEqual([]);
  });

  it('have their owner where a program has the only room', () => {
    const small = { width: 44_450, height: 12_700 };
    const contents = [device(['ESSER III · 3213', 'Property of Lakeshore']), device(['', 'Property of Lakeshore'])];
    const form = RunForm.of(contents, measure);
    const words = contents.map((content) => {
      const { drawn, dropped } = layOut(small, content, 'code128', { measure, form }) as LabelLayout;
      return { second: textOf(drawn)[1], dropped };
    });
    expect(words.map(({ second, dropped }) => [second.text, dropped])).toEqual([
      ['ESSER III · 3213', ['Property of Lakeshore']],
      ['Property of Lakeshore', []],
    ]);
    expect(words[0].second.baseline).toBe(words[1].second.baseline);
  });

  it('are cut before their letters are hairlines', () => {
    const [{ drawn, cut }] = run([person('W'.repeat(150))]);
    const [{ text, size }] = textOf(drawn);
    expect(size).toBe(5);
    expect(text).toMatch(/^W+…$/);
    expect(cut).toEqual(['W'.repeat(150)]);
  });
});
