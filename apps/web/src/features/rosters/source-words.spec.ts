import { readSource } from './source-read.js';
import { codeOf } from './source-words.js';

describe('a source of rosters', () => {
  it('has a code as its name suggests it', () => {
    expect(codeOf('Aeries (South)')).toBe('aeries-south');
    expect(codeOf('  Éducation 2 ')).toBe('education-2');
    expect(codeOf('…')).toBe('');
  });

  it('is read from the form', () => {
    const values = { name: 'Aeries', code: 'aeries', numberField: '', limit: '10', watched: 'yes', active: 'yes' };
    expect(readSource(true)(values)).toEqual({
      body: {
        ...{ name: 'Aeries', code: 'aeries', numberField: null, withdrawLimitPercent: 10, watched: true, active: true },
      },
      problems: [],
    });
    const fields = readSource(true)({ name: '', code: 'A b', limit: '101' }).problems.map(({ field }) => field);
    expect(fields).toEqual(['name', 'code', 'limit']);
  });
});
