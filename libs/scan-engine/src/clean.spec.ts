import fc from 'fast-check';
import { cleanCode, codeCore, codeKey, isScannable } from '@app/kernel';
import { codeKeys } from './clean.js';

const rules = { publicHosts: ['cubby.example.org', 'localhost:3000'] };
const keys = (raw: string) => codeKeys(raw, rules);
const exact = (raw: string): string[] => {
  const found = keys(raw);
  return found.kind === 'lookup' ? found.exact : [found.kind];
};
const normalised = (raw: string): string[] => {
  const found = keys(raw);
  return found.kind === 'lookup' ? found.normalised : [found.kind];
};

describe('codeKey', () => {
  it.each([
    ['lhs-004512', 'LHS-004512'],
    ['  LHS  004512\t', 'LHS 004512'],
    ['ＬＨＳ－００４５１２', 'LHS-004512'],
    ['LHS\u200b-00\ufeff4512', 'LHS-004512'],
    ['LHS\u0000-004512', 'LHS-004512'],
    ['straße', 'STRASSE'],
  ])('folds %p to %p', (value, key) => expect(codeKey(value)).toBe(key));

  it('is the SQL expression for printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (value) => {
        expect(codeKey(value)).toBe(value.replace(/\s+/g, ' ').trim().toUpperCase());
      }),
    );
  });

  it('does nothing to a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => expect(codeKey(codeKey(value))).toBe(codeKey(value))),
    );
  });
});

describe('codeCore', () => {
  it.each([
    ['004512', '4512'],
    ['4512', '4512'],
    ['00004512', '4512'],
    ['000', '0'],
    ['LHS-004512', 'LHS-004512'],
    ['0', '0'],
    ['', ''],
  ])('%p has the core %p', (key, core) => expect(codeCore(key)).toBe(core));
});

describe('cleanCode', () => {
  it('twice is as good as once', () => {
    const nasty = fc.string({ unit: fc.constantFrom(']', 'C', '1', '*', ' ', 'a', '0', '\u001d', '\u200b', '/', 'ﬁ') });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (raw) => {
        expect(cleanCode(cleanCode(raw))).toBe(cleanCode(raw));
      }),
    );
  });
});

describe('codeKeys', () => {
  it.each([
    ['a plain tag', 'LHS-004512'],
    ['lower case', 'lhs-004512'],
    ['white space and terminators', ' LHS-004512\r\n'],
    ['FNC1', '\u001dLHS-004512\u001d'],
    ['an AIM identifier', ']C1LHS-004512'],
    ['an AIM identifier and FNC1', ']d2\u001dLHS-004512'],
    ['full-width characters', 'ＬＨＳ－００４５１２'],
    ['a label of ours', 'https://cubby.example.org/d/LHS-004512'],
    ['a label of ours with Caps Lock', 'HTTPS://CUBBY.EXAMPLE.ORG/D/LHS-004512'],
    ['a label of ours, encoded, with a query', 'http://localhost:3000/d/LHS%2D004512/?from=label'],
    ['a label of ours with the default port', 'https://cubby.example.org:443/d/LHS-004512'],
  ])('looks up %s', (_what, raw) => {
    expect(keys(raw)).toEqual({ kind: 'lookup', exact: ['LHS-004512'], normalised: ['LHS-004512'] });
  });

  it('strips the stars of Code 39, and still knows a code that has them', () => {
    expect(exact('*LHS-004512*')).toEqual(['LHS-004512', '*LHS-004512*']);
    expect(exact('*LHS-004512')).toEqual(['LHS-004512', '*LHS-004512']);
  });

  it('offers the core for leading zeros, missing or too many', () => {
    expect(exact('00004512')).toEqual(['00004512']);
    expect(normalised('00004512')).toEqual(['4512']);
    expect(normalised('4512')).toEqual(['4512']);
  });

  it('offers half of a glued scan, after the whole', () => {
    expect(exact('LHS-004512LHS-004512')).toEqual(['LHS-004512LHS-004512']);
    expect(normalised('LHS-004512LHS-004512')).toEqual(['LHS-004512LHS-004512', 'LHS-004512']);
    expect(normalised('004512004512')).toEqual(['4512004512', '4512']);
  });

  it('does not take a short code or two different codes for a glued scan', () => {
    expect(normalised('121212')).toEqual(['121212']);
    expect(normalised('LHS-004512LHS-004513')).toEqual(['LHS-004512LHS-004513']);
  });

  it.each([
    ['S/N: 5CD45183S6', '5CD45183S6'],
    ['S/N 5CD45183S6', '5CD45183S6'],
    ['SN:5CD45183S6', '5CD45183S6'],
    ['Serial No. 5CD45183S6', '5CD45183S6'],
  ])('offers the serial of %p, after the whole', (raw, serial) => {
    expect(normalised(raw)).toEqual([codeKey(raw), serial]);
  });

  it.each(['SGH327SZYD', 'SN5CD45183', '1S20GYS04Q00PF2ABCD1'])('leaves %p whole: serials begin like that', (raw) => {
    expect(normalised(raw)).toEqual([raw]);
  });

  it.each([
    'https://example.org/x',
    'http://example.org/d/LHS-004512',
    'https://cubby.example.org.evil.example/d/LHS-004512',
    'https://cubby.example.org@evil.example/d/LHS-004512',
    'https://cubby.example.org/devices/LHS-004512',
    'https://cubby.example.org/d/%E0%A4%A',
    'www.example.org/x',
    'WIFI:T:WPA;S:School;P:secret;;',
    'ftp://example.org/x',
    'mailto:someone@example.org',
    'BEGIN:VCARD',
    ']Q1https://example.org/x',
  ])('%p is a link, not a label of ours', (raw) => expect(keys(raw)).toEqual({ kind: 'url-foreign' }));

  it.each(['', ' ', '\u0000', 'AB', '7', '**', ']C1', 'é', 'https://cubby.example.org/d/AB'])(
    '%p is too short',
    (raw) => {
      expect(keys(raw)).toEqual({ kind: 'too-short' });
    },
  );

  it.each([
    'LHS§004512',
    'LHS"004512',
    'éè-çàé',
    'LHS;004512',
    '<img src=x>',
    'ABC\ud800',
    'A'.repeat(129),
    'A'.repeat(1_000_000),
    'https://cubby.example.org/d/%22%22%22',
  ])('%# is unreadable', (raw) => expect(keys(raw)).toEqual({ kind: 'unreadable' }));

  it.each([
    ...[...'123456cfipstrmnx+'].map((key): [string, string] => [key, key]),
    ['C', 'c'],
    [' 3 ', '3'],
    ['CMD-3', '3'],
    ['cmd-c', 'c'],
    ['CMD-PLUS', '+'],
    ['CMD-+', '+'],
  ])('%p answers %p', (raw, key) => expect(keys(raw)).toEqual({ kind: 'answer', key }));

  it.each([
    ['/u', { name: 'undo' }],
    ['CMD-UNDO', { name: 'undo' }],
    ['*CMD-UNDO*', { name: 'undo' }],
    [']C0CMD-UNDO', { name: 'undo' }],
    ['/done', { name: 'done' }],
    ['CMD-DONE', { name: 'done' }],
    ['CMD-CLEAR', { name: 'clear' }],
    ['/OUT', { name: 'mode', mode: 'out' }],
    ['CMD-IN', { name: 'mode', mode: 'in' }],
    ['/look', { name: 'mode', mode: 'look' }],
    ['/back', { name: 'back' }],
    ['/p', { name: 'print' }],
    ['CMD-PRINT', { name: 'print' }],
    ['/n Left in room 12 ', { name: 'note', text: 'Left in room 12' }],
    ['/n', { name: 'note', text: '' }],
    ['/a', { name: 'attention' }],
    ['CMD-ATTN', { name: 'attention' }],
    ['/mute', { name: 'sound', on: false }],
    ['/loud', { name: 'sound', on: true }],
    ['/?', { name: 'help' }],
    ['/d 6-12', { name: 'due', argument: '6-12' }],
    ['/d', { name: 'due', argument: '' }],
    ['CMD-DUE-1', { name: 'due', argument: '1' }],
    ['/date 11-20', { name: 'back-date', argument: '11-20' }],
    ['CMD-DATE-OFF', { name: 'back-date', argument: 'off' }],
    ['CMD-DATE', { name: 'back-date', argument: '' }],
    ['CMD-DUE-EOY', { name: 'due', argument: 'eoy' }],
    ['/pair', { name: 'toggle', what: 'pair' }],
    ['CMD-LOAN', { name: 'toggle', what: 'loaner' }],
    ['CMD-FREE', { name: 'toggle', what: 'amnesty' }],
    ['/audit', { name: 'later', what: 'audit', argument: '' }],
    ['/wat', { name: 'unknown', word: '/wat' }],
    ['CMD-WAT', { name: 'unknown', word: 'CMD-WAT' }],
  ])('%p is a command', (raw, command) => expect(keys(raw)).toEqual({ kind: 'command', command }));

  it('never throws, and what it looks up can be stored and compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const found = keys(raw);
        if (found.kind !== 'lookup') return;
        expect(found.exact.every((key) => codeKey(key) === key)).toBe(true);
        expect(found.normalised.every((key) => codeCore(key) === key)).toBe(true);
      }),
    );
  });

  it('finds every code that may be stored, whatever its case and wrapping', () => {
    const unit = fc.constantFrom(...'ABCXYZ0129 .-_/+:#*$%');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }).map(codeKey).filter(isScannable), (stored) => {
        for (const raw of [stored, stored.toLowerCase(), `*${stored}*`, `]C0${stored}`, ` ${stored}\r\n`]) {
          expect(exact(raw)).toContain(stored);
        }
      }),
    );
  });
});
