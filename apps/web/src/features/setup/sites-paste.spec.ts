import { kindOf, readSites } from './sites-paste.js';

describe('a pasted list of sites', () => {
  it('reads code, name and kind, whatever parts them', () => {
    const { sites, problems } = readSites(
      'LHS, Lincoln High School\nWH;Main depot;warehouse\n\nOAK\tOak, north\telementary\n',
    );
    expect(problems).toEqual([]);
    expect(sites).toEqual([
      { code: 'LHS', name: 'Lincoln High School', kind: 'high' },
      { code: 'WH', name: 'Main depot', kind: 'warehouse' },
      { code: 'OAK', name: 'Oak, north', kind: 'elementary' },
    ]);
  });

  it('names the line that cannot be read, and why', () => {
    const { sites, problems } = readSites('Lincoln\nL HS, Lincoln High\nOAK, Oak\nFIR, Fir High\nfir, Fir Middle');
    expect(sites.map(({ code }) => code)).toEqual(['FIR']);
    expect(problems).toHaveLength(4);
    expect(problems[1]).toContain('“L HS” is not a code');
    expect(problems[2]).toContain('say what OAK is');
    expect(problems[3]).toContain('on line 4 already');
  });

  it('tells the kind by the words of a name', () => {
    expect(kindOf('Washington Junior High')).toBe('middle');
    expect(kindOf('District Office')).toBe('office');
    expect(kindOf('Sierra Continuation High School')).toBe('alternative');
    expect(kindOf('Cypress')).toBeNull();
  });
});
