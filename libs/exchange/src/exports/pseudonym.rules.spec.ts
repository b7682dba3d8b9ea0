import { newId } from '@app/kernel';
import { pseudonymOf } from './pseudonym.rules.js';

const KEY = Buffer.alloc(32, 7);

it('stands for the same person in every file, and says nothing without the key', () => {
  const id = '0199e0a5-0000-7000-8000-000000000001';
  expect(pseudonymOf(KEY, id)).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(pseudonymOf(KEY, id)).toBe(pseudonymOf(Buffer.from(KEY), id));
  expect(pseudonymOf(Buffer.alloc(32, 8), id)).not.toBe(pseudonymOf(KEY, id));
});

it('tells people apart', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(new Set(ids.map((id) => pseudonymOf(KEY, id))).size).toBe(ids.length);
});
