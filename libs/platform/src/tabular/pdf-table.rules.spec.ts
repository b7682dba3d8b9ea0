import { brokenWidths, columnWidths } from './pdf-table.rules.js';

const page = { room: 100_000, gap: 2_000 };
const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + 2_000 * (widths.length - 1);

describe('the columns of a printed list', () => {
  it('have what they need, and some of the room that is left', () => {
    expect(
      columnWidths(
        [
          { text: 20_000, word: 9_000 },
          { text: 30_000, word: 9_000 },
        ],
        page,
      ),
    ).toEqual([30_000, 40_000]);
  });

  it('that are widest give way, and break no word', () => {
    const day = { text: 17_000, word: 17_000 };
    const tag = { text: 16_000, word: 16_000 };
    const model = { text: 90_000, word: 18_000 };
    const widths = columnWidths([day, tag, model], page)!;
    expect(widths.slice(0, 2)).toEqual([17_000, 16_000]);
    expect(widths[2]).toBeGreaterThan(62_900);
    expect(total(widths)).toBeLessThanOrEqual(100_000);
  });

  it('without room for every word are none: smaller letters may have it', () => {
    const serial = { text: 40_000, word: 40_000 };
    expect(columnWidths([serial, serial, serial], page)).toBeNull();
    expect(
      columnWidths(
        Array.from({ length: 60 }, () => ({ text: 1_000, word: 1_000 })),
        page,
      ),
    ).toBeNull();
  });

  it('break words by how long they are, when nothing else helps', () => {
    const widths = brokenWidths(
      [
        { text: 80_000, word: 80_000 },
        { text: 20_000, word: 20_000 },
      ],
      page,
    );
    expect(widths[0]).toBeGreaterThan(widths[1]);
    expect(widths[1]).toBeGreaterThan(20_000);
    expect(total(widths)).toBeCloseTo(100_000);
  });
});
