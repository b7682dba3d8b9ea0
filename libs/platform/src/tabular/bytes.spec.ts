import { ByteSniffer } from './bytes.js';
import type { TableRefused } from './errors.js';

const sniff = (bytes: Uint8Array, size = bytes.length || 1): string => {
  const sniffer = new ByteSniffer();
  for (let at = 0; at < bytes.length; at += size) sniffer.push(bytes.subarray(at, at + size));
  return sniffer.finish();
};
const codeOf = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'not refused';
};
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

describe('ByteSniffer', () => {
  it.each([
    ['plain ASCII', utf8('a,b\n1,2\n'), 'utf-8'],
    ['UTF-8 with its mark', utf8('\ufeffa,b\n'), 'utf-8'],
    ['UTF-8 without it', utf8('José,Nuñez,Đặng\n'), 'utf-8'],
    ['UTF-16 LE', Buffer.from('\ufeffa,b\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE', Buffer.from('\ufeffa,b\n', 'utf16le').swap16(), 'utf-16be'],
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 0xff]), 'workbook'],
    ['Windows-1252', Buffer.from('Jos\xe9,Nu\xf1ez\n', 'latin1'), 'windows-1252'],
  ])('%s', (_name, bytes, expected) => {
    for (const size of [1, 2, 3, 7, bytes.length]) expect(sniff(bytes, size)).toBe(expected);
  });

  it('waits for the rest of a character that a chunk cuts', () => {
    expect(sniff(utf8('é'.repeat(1000)), 333)).toBe('utf-8');
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('says on which line the first NUL stands, lines ending with %s', (_name, end) => {
    const bytes = utf8(['id,name', '1,José', '2,Le\0o', '3,\0'].join(end));
    const lineOf = (size: number): unknown => {
      try {
        return sniff(bytes, size);
      } catch (error) {
        return [(error as TableRefused).details.line, (error as TableRefused).message.endsWith('(line 3)')];
      }
    };
    for (const size of [1, 2, 3, 7, bytes.length]) expect(lineOf(size)).toEqual([3, true]);
  });

  it.each([
    ['a NUL', Buffer.from('a\0b,c\n'), 'table.binary'],
    ['UTF-16 without a mark', Buffer.from('a,b\n', 'utf16le'), 'table.binary'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'table.binary'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'table.workbook'],
    ['UTF-8 with a broken byte', Buffer.concat([utf8('éàü Nuñez'), Buffer.from([0xe9, 0x2c])]), 'table.damaged-text'],
    ['nothing', Buffer.alloc(0), 'table.empty'],
  ])('refuses %s', (_name, bytes, code) => {
    expect(codeOf(() => sniff(bytes))).toBe(code);
    expect(codeOf(() => sniff(bytes, 1))).toBe(code);
  });
});
