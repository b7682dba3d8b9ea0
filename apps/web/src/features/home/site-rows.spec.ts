import { sortedRows, type SiteNumbers } from './site-rows.js';

const row = (name: string, missing: number | null): SiteNumbers => ({
  id: name, code: name, name, missing, present: 0, out: 0, overdue: 0, repair: 0, holds: 0, notSeen: 0,
}); // prettier-ignore
const rows = [row('Cypress', null), row('Foxtail', 3), row('Alder', 3), row('Birch', 9)];
const names = (sorted: SiteNumbers[]): string[] => sorted.map(({ name }) => name);

describe('the all-sites table', () => {
  it('keeps numbers that are not there yet last in both directions', () => {
    expect(names(sortedRows(rows, 'missing', true))).toEqual(['Birch', 'Alder', 'Foxtail', 'Cypress']);
    expect(names(sortedRows(rows, 'missing', false))).toEqual(['Alder', 'Foxtail', 'Birch', 'Cypress']);
  });

  it('sorts by name', () => {
    expect(names(sortedRows(rows, 'name', true))).toEqual(['Foxtail', 'Cypress', 'Birch', 'Alder']);
  });
});
