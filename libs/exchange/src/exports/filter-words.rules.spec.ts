import { filterWords } from './filter-words.rules.js';

const SITE = '0198a000-0000-7000-8000-000000000001';
const MODEL = '0198a000-0000-7000-8000-000000000002';
const names = new Map([[SITE, 'LHS Lincoln High School']]);
const words = (query: object, language: 'en' | 'es' = 'en'): string | null => filterWords({ query }, names, language);

describe('the filters of a list in words', () => {
  it('say every filter, its sense and its values, in the language of the reader', () => {
    const query = { state: ['in-stock', 'lost'], siteNot: [SITE], program: ['Measure J'], overdue: false };
    expect(words(query)).toBe(
      'State: In stock, Lost · Site is not LHS Lincoln High School · Program: Measure J · Overdue: no',
    );
    expect(words(query, 'es')).toMatch(
      /^Situación: .* · Escuela no es LHS Lincoln High School · Programa: Measure J · Vencido: no$/,
    );
  });

  it('call steps and records as the pages do', () => {
    const query = { step: ['write-off'], subjectKind: 'roster' };
    expect(words(query)).toBe('Next step: Write-off · Record: Roster run');
    expect(words(query, 'es')).toBe('Próximo paso: Baja contable · Registro: Roster run');
  });

  it('count records that nobody names here, and leave paging and order out', () => {
    expect(words({ model: [MODEL], personId: MODEL })).toBe('Model: 1 chosen · Person: 1 chosen');
    expect(words({ sort: 'tag', limit: 50, after: undefined })).toBeNull();
  });

  it('of picked rows say how many', () => {
    expect(filterWords({ query: {}, picked: 3 }, names, 'es')).toBe('Filas elegidas: 3');
  });
});
