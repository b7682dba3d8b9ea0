import fc from 'fast-check';
import { copyLine } from './copy-text.js';
import { csvRecord } from './csv-writer.js';
import { neutralise, restore } from './neutral.js';

describe('neutralise', () => {
  it.each([
    '=HYPERLINK("x")',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u00a0=1',
    ' =1',
    '\u200b=1',
  ])('%j is written as text', (text) => {
    expect(neutralise(text)).toBe(`'${text}`);
    expect(restore(`'${text}`)).toBe(text);
  });

  it.each(["O'Brien", "'twas", '', 'A-1', '1=1', "''"])('%j stays', (text) => {
    expect(neutralise(text)).toBe(text);
    expect(restore(text)).toBe(text);
  });

  it('gives every text back', () => {
    const part = fc.constantFrom("'", '=', '-', ' ', 'a', '\t', '＝', '\u00a0');
    const text = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => restore(neutralise(value)) === value),
      { numRuns: 2000 },
    );
  });
});

describe('csvRecord', () => {
  it('quotes what would fall apart', () => {
    expect(csvRecord(['a', 'b,c', 'say "hi"', 'two\nlines', null, 7, '=1', ';'])).toBe(
      `a,"b,c","say ""hi""","two\nlines",,7,'=1,";"\r\n`,
    );
  });
});

describe('copyLine', () => {
  it('escapes what COPY would take for structure', () => {
    expect(copyLine(['a\tb', 'c\\d', 'e\nf\r', null, 5, '\\N', ''])).toBe('a\\tb\tc\\\\d\te\\nf\\r\t\\N\t5\t\\\\N\t\n');
  });
});
