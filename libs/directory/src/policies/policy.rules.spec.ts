import type { PolicyField } from './policy.js';
import { differing, policyFaults, startFault } from './policy.rules.js';

const FIELDS: readonly PolicyField[] = [
  {
    field: 'held',
    column: 'held',
    label: '',
    description: '',
    allowed: {
      choices: [
        { value: 'ok', label: '' },
        { value: 'no', label: '', barred: { profile: 'california', law: 'the law says so' } },
      ],
    },
  },
  { field: 'days', column: 'days', label: '', description: '', allowed: { min: 0, max: 9, unit: 'days' } },
];

const CALIFORNIA = { profile: 'california', mayFollow: false } as const;

describe('the values of a change', () => {
  it.each([
    [{ held: 'ok', days: 9 }, []],
    [{ held: 'maybe' }, ['held: must be one of ok']],
    [{ held: 1 }, ['held: must be one of ok']],
    [{ held: 'no' }, ['held: must be one of ok: the law says so']],
    [{ days: 10 }, ['days: must be a whole number from 0 to 9']],
    [{ days: 1.5 }, ['days: must be a whole number from 0 to 9']],
    [{ days: '3' }, ['days: must be a whole number from 0 to 9']],
    [{ days: null }, ['days: must be given']],
    [{ colour: 'red' }, ['colour: is no field of this policy']],
    [{ constructor: 'red' }, ['constructor: is no field of this policy']],
    [{}, ['values: must change something']],
  ])('%j', (values, faults) => {
    const found = policyFaults(FIELDS, values as never, CALIFORNIA).map(({ field, message }) => `${field}: ${message}`);
    expect(found).toEqual(faults);
  });

  it('may be what the law of another state forbids', () => {
    expect(policyFaults(FIELDS, { held: 'no' }, { profile: 'generic', mayFollow: false })).toEqual([]);
  });

  it('may follow the district again at a site', () => {
    expect(policyFaults(FIELDS, { days: null }, { profile: 'generic', mayFollow: true })).toEqual([]);
  });

  it('are those that differ from the row before', () => {
    expect(differing({ held: 'ok', days: 3 }, { held: 'ok', days: 4 })).toEqual({ days: 4 });
    expect(differing(null, { held: 'ok', days: null })).toEqual({ held: 'ok' });
  });
});

describe('the start of a change', () => {
  it.each([
    ['2026-11-25', null, /today or later/],
    ['2026-11-26', null, null],
    ['2026-12-01', '2026-12-01', /must be after 2026-12-01/],
    ['2026-12-02', '2026-12-01', null],
  ])('%s behind %s', (startsOn, after, fault) => {
    const found = startFault(startsOn, '2026-11-26', after);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});
