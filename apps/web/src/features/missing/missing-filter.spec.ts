import { missingQuery } from './missing-filter.js';

const SITES = [
  { id: 'site-1', code: 'LHS', name: 'Lincoln' },
  { id: 'site-2', code: 'WMS', name: 'Washington' },
];

describe('the address of the list of missing devices', () => {
  it('means the open cases when it says nothing', () => {
    expect(missingQuery({}, SITES)).toEqual({ state: ['open'], kind: undefined, step: undefined });
  });

  it('names sites by code, and flags only when they are set', () => {
    expect(missingQuery({ site: 'LHS,XXX', state: 'open,written-off', overdue: 'true', pending: 'no' }, SITES)).toEqual(
      {
        ...{ site: ['site-1'], state: ['open', 'written-off'], kind: undefined, step: undefined, overdue: true },
      },
    );
  });

  it('leaves out what it does not know', () => {
    expect(missingQuery({ state: 'gone', step: 'demand,dance' }, SITES)).toMatchObject({
      state: ['open'],
      step: ['demand'],
    });
  });
});
