import { isScannable, isSupervisorCard } from '@app/kernel';
import { newCardCode } from './card.rules.js';

it('a card is known as one, and never the same twice', () => {
  const codes = Array.from({ length: 500 }, newCardCode);
  expect(codes.filter((code) => !isSupervisorCard(code))).toEqual([]);
  expect(new Set(codes).size).toBe(500);
  // Every letter in every place, or some bits would not be random.
  for (let place = 4; place < 24; place++) expect(new Set(codes.map((code) => code[place])).size).toBe(32);
});

it('no label can be a card, and a tag with the same beginning is none', () => {
  expect(isScannable(newCardCode())).toBe(false);
  expect(isSupervisorCard('SUP-004512')).toBe(false);
  expect(isScannable('SUP-004512')).toBe(true);
});
