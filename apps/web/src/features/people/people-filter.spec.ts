import { ignoredParams } from '../../components/ignored-params.js';
import { isFiltered, peopleQuery } from './people-filter.js';

const sites = [
  { id: 'id-lhs', code: 'LHS' },
  { id: 'id-wms', code: 'WMS' },
];

describe('the people list’s address', () => {
  it('becomes the query of the API, sites by their ids, several values of each filter', () => {
    const url = { site: 'LHS,WMS', grade: '7,6', kind: 'student', state: 'active', homeroom: ' 7B ,6A,7B' };
    expect(peopleQuery(url, sites)).toEqual({
      site: ['id-lhs', 'id-wms'],
      grade: ['6', '7'],
      kind: ['student'],
      state: ['active'],
      homeroom: ['7B', '6A'],
    });
    expect(ignoredParams(url, peopleQuery(url, sites))).toEqual([]);
  });

  it('may name a homeroom with a comma', () => {
    const url = { homeroom: 'Rivera\\, A.,7B' };
    const query = peopleQuery(url, sites);
    expect(query).toEqual({ homeroom: ['Rivera, A.', '7B'] });
    expect(ignoredParams(url, query)).toEqual([]);
  });

  it('leaves out what it does not know, and says so', () => {
    const url = { site: 'XXX,LHS', grade: '77', kind: 'pupil', sort: 'number', colour: 'red' };
    const query = peopleQuery(url, sites);
    expect(query).toEqual({ site: ['id-lhs'] });
    expect(ignoredParams(url, query)).toEqual(['site', 'grade', 'kind', 'sort', 'colour']);
  });

  it('is a filter only where it narrows', () => {
    expect(isFiltered(peopleQuery({ sort: '-name' }, sites))).toBe(false);
    expect(isFiltered(peopleQuery({ grade: '7' }, sites))).toBe(true);
  });
});
