import { textTools } from '@app/platform';
import { pictureOf } from './picture.js';

const rowsOf = (picture: ReturnType<typeof pictureOf>): string[] =>
  picture === null
    ? []
    : Array.from({ length: picture.height }, (_, row) =>
        Array.from({ length: picture.width }, (_dot, at) =>
          picture.bytes[row * picture.bytesPerRow + (at >> 3)] & (0x80 >> (at & 7)) ? '#' : '.',
        ).join(''),
      );

describe('outlines as dots', () => {
  it('a frame has its hole, whatever way its lines run', () => {
    const square = (from: number, to: number): number[] => [from, from, to, from, to, to, from, to];
    const inside = [10, 10, 10, 40, 40, 40, 40, 10];
    expect(rowsOf(pictureOf([square(0, 50), inside], 10))).toEqual(['#####', '#...#', '#...#', '#...#', '#####']);
  });

  it('shapes that lie over each other stay black', () => {
    const square = [0, 0, 30, 0, 30, 30, 0, 30];
    expect(rowsOf(pictureOf([square, square], 10))).toEqual(['###', '###', '###']);
  });

  it('a thin stroke stays a line', () => {
    const stroke = [3, 0, 8, 0, 8, 30, 3, 30];
    expect(rowsOf(pictureOf([stroke], 10))).toEqual(['#', '#', '#']);
  });

  it('stands where its letters stand', async () => {
    const { outlines, measure } = await textTools();
    const picture = pictureOf(outlines('王小明', 10), 125)!;
    expect(picture.x).toBeGreaterThanOrEqual(0);
    expect(picture.width * 125).toBeLessThanOrEqual(measure('王小明', 10));
    // Ten points are 28 dots; most of a character stands on the line.
    expect(picture.y).toBeLessThan(-20);
    expect(picture.y + picture.height).toBeLessThan(6);
  });

  it('of nothing is none', () => {
    expect(pictureOf([], 125)).toBeNull();
  });
});
