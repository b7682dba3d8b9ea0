import { isScannable, looksLike } from './codes.js';

describe('isScannable', () => {
  it.each(['LHS-004512', '004512', '5cd45183s6', 'R 204', 'A/B', ' 700412 '])('%p', (code) =>
    expect(isScannable(code)).toBe(true),
  );

  it.each([
    ['shorter than a code', 'AB'],
    ['blank', '   '],
    ['a printed command', 'cmd-undo'],
    ['a typed command', '/123'],
    ['stars that a scanner takes off', '*ABC*'],
    ['an AIM identifier that a scanner takes off', ']C1ABC'],
    ['a sign that no code has', 'ABC§'],
    ['accents', 'CAFÉ-01'],
    ['letters that grow when they are folded', 'STRAßE-1'],
    ['another script', '日本語-01'],
    ['a web link', 'https://example.org/d/LHS-004512'],
    ['a link to a telephone', 'TEL:555'],
    ['longer than any label', 'A'.repeat(129)],
  ])('not %s: %p', (_why, code) => expect(isScannable(code)).toBe(false));
});

it.each([
  ['SUP-X1', 'card'],
  ['lot-1', 'lot'],
  ['R-12', 'ticket'],
  ['R-X12', null],
  ['SUPER-1', null],
  ['CB-00417', null],
])('a tag %s looks like %s', (code, record) => {
  expect(looksLike(code)).toBe(record);
});
