import { filledWords, runWords, valueWords, warningWords } from './import-words.js';

const counts = { unchanged: 0, refuse: 0, byField: [], newModels: [], existing: 0 };

describe('words of an import', () => {
  it('say on the button what the run does', () => {
    expect(runWords({ ...counts, create: 412, change: 1_208 })).toBe('412 new, 1,208 changes');
    expect(runWords({ ...counts, create: 0, change: 1 })).toBe('1 change');
    expect(runWords({ ...counts, create: 0, change: 0 })).toBe('');
  });

  it('call a column full only when every line has something', () => {
    expect(filledWords(999, 1_000)).toBe('99 %');
    expect(filledWords(1_000, 1_000)).toBe('100 %');
    expect(filledWords(1, 5_000)).toBe('1 %');
    expect(filledWords(0, 5_000)).toBe('empty');
  });

  it('write cents as money and days in words, and only those', () => {
    expect(valueWords('costCents', '128900')).toBe('$1,289.00');
    expect(valueWords('purchasedOn', '2026-08-12')).toBe('Aug 12, 2026');
    expect(valueWords('purchaseOrder', '2026-08-12')).toBe('2026-08-12');
    expect(valueWords('tag', '004512')).toBe('004512');
    expect(valueWords('room', null)).toBe('empty');
  });

  it('give the share that a warning is about', () => {
    expect(warningWords({ code: 'many-changes', count: 1_100, of: 10_000 }, 'devices')).toContain('11 % of 10,000');
    expect(warningWords({ code: 'withdrawals', count: 30, of: 1_000 }, 'people')).toMatch(/^30 people are withdrawn/);
  });
});
