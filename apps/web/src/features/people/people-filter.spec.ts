import { peopleQuery } from './people-filter.js';

const sites = [{ id: 'id-lhs', code: 'LHS' }];

describe('the people list’s address', () => {
  it('becomes the query of the API, the site by its id', () => {
    expect(peopleQuery({ site: 'LHS', grade: '7', kind: 'student', state: 'active', homeroom: ' 7B ' }, sites)).toEqual(
      {
        site: 'id-lhs',
        grade: '7',
        kind: 'student',
        state: 'active',
        homeroom: '7B',
      },
    );
  });

  it('leaves out what it does not know', () => {
    expect(peopleQuery({ site: 'XXX', grade: '77', kind: 'pupil', sort: 'number' }, sites)).toEqual({});
  });

  it('takes the first of several values, as the API does', () => {
    expect(peopleQuery({ grade: '7,8' }, sites)).toEqual({ grade: '7' });
  });
});
