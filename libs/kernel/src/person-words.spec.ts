import { isGrade, isLanguageTag, languageTagOf } from './person-words.js';

describe('isGrade', () => {
  it.each(['K', 'TK', 'KG', 'PK4', '7', '07', '13', '12th', '-1', 'Pre-K', 'Other', 'UG', '9,10', 'K-2', '12+'])(
    '%s is one',
    (text) => expect(isGrade(text)).toBe(true),
  );

  it.each(['14', '97', '2026', '0204', '007', '-3', '--', ' ', '', '7;8', '<b>', '5555'])('%j is none', (text) =>
    expect(isGrade(text)).toBe(false),
  );
});

describe('languages', () => {
  it.each(['es', 'hmn', 'zh-Hant', 'pt-BR', 'ES'])('%s is a tag', (text) => expect(isLanguageTag(text)).toBe(true));

  it.each(['Spanish', '01', 'e', 'es-', 'es_MX', 'x-private', 'english, spanish', ''])('%j is none', (text) =>
    expect(isLanguageTag(text)).toBe(false),
  );

  it.each([
    ['Spanish', 'es'],
    ['VIETNAMESE', 'vi'],
    ['hebrew', 'he'],
    ['zh-Hant', 'zh-Hant'],
    ['Klingonese', null],
    ['01', null],
  ])('a file that says %s means %s', (text, tag) => expect(languageTagOf(text)).toBe(tag));
});
