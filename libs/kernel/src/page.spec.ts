import fc from 'fast-check';
import type { CursorValue } from './page.js';
import { decodeCursor, encodeCursor } from './page.js';

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/\0|\p{Cs}/u.test(text)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

describe('cursor', () => {
  it('reads back what it wrote, in characters that a URL keeps', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values: CursorValue[]) => {
        const cursor = encodeCursor(values);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeCursor(cursor)).toEqual(values);
      }),
    );
  });

  it('keeps names of every script', () => {
    const values = ['Nguyễn', '李', '🙂', 'ÿ'];
    expect(decodeCursor(encodeCursor(values))).toEqual(values);
  });

  it('can demand a number of values', () => {
    const cursor = encodeCursor(['a', 'b']);
    expect(decodeCursor(cursor, 2)).toEqual(['a', 'b']);
    expect(decodeCursor(cursor, 3)).toBeNull();
  });

  const written = (json: string): string => Buffer.from(json).toString('base64url');

  it.each([
    ['empty', ''],
    ['not base64', '%%%'],
    ['not JSON', written('{')],
    ['no list', written('{"a":1}')],
    ['a list in a list', written('[[1]]')],
    ['an object in a list', written('[{"__proto__":1}]')],
    ['a number that is none', written('[1e999]')],
    ['NUL', written('["a\\u0000"]')],
    ['half a character', written('["\\ud800"]')],
    ['too many values', written('[1,2,3,4,5,6,7,8,9]')],
    ['too long', written(JSON.stringify(['x'.repeat(3_000)]))],
  ])('answers null for garbage: %s', (_what, cursor) => expect(decodeCursor(cursor)).toBeNull());

  it.each([null, undefined, 5, {}, ['a']])('answers null for the value %p', (cursor) => {
    expect(decodeCursor(cursor)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void decodeCursor(text)));
  });
});
