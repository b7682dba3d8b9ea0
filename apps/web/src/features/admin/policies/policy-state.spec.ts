import { fieldState, rowChanges, spanText, valueText, type Policy, type PolicyRow } from './policy-state.js';

const row = (facts: Partial<PolicyRow>): PolicyRow => ({
  id: facts.from ?? 'a',
  key: null,
  from: '2000-01-01',
  until: null,
  values: {},
  madeBy: null,
  madeAt: null,
  ...facts,
});
const FIELD = {
  field: 'held',
  label: 'Held',
  description: '',
  affects: [],
  choices: [
    { value: 'ok', label: 'Give it', barredBy: null },
    { value: 'refuse', label: 'Refuse', barredBy: null },
  ],
  min: null,
  max: null,
  unit: null,
};
const policy = (...rows: PolicyRow[]): Policy => ({
  kind: 'desk',
  label: 'Desk',
  description: '',
  bySite: true,
  keys: [],
  fields: [FIELD],
  rows,
});
const today = '2026-11-26';

describe('a policy', () => {
  const district = [
    row({ from: '2026-12-01', values: { held: 'ok' } }),
    row({ until: '2026-11-30', values: { held: 'refuse' } }),
  ];

  it('has a value today, and says what is planned', () => {
    expect(fieldState(policy(...district), null, 'held', today)).toEqual({
      value: 'refuse',
      own: false,
      planned: [{ startsOn: '2026-12-01', value: 'ok' }],
    });
  });

  it('is the district’s at a site that decided nothing, or nothing about this', () => {
    expect(fieldState(policy(...district), 'lhs', 'held', today)).toEqual({ value: 'refuse', own: false, planned: [] });
    const other = row({ key: 'lhs', from: '2026-10-01', values: { held: null } });
    expect(fieldState(policy(...district, other), 'lhs', 'held', today).own).toBe(false);
  });

  it('is the site’s own until it follows the district again', () => {
    const back = row({ key: 'lhs', from: '2026-12-05', values: { held: null } });
    const own = row({ key: 'lhs', from: '2026-10-01', until: '2026-12-04', values: { held: 'ok' } });
    expect(fieldState(policy(...district, back, own), 'lhs', 'held', today)).toEqual({
      value: 'ok',
      own: true,
      planned: [{ startsOn: '2026-12-05', value: null }],
    });
  });

  it('counts in words', () => {
    const days = { ...FIELD, choices: null, unit: 'days' };
    expect([0, 1, 2].map((value) => valueText(days, value))).toEqual(['0 days', '1 day', '2 days']);
    expect([valueText(FIELD, 'ok'), valueText(FIELD, null)]).toEqual(['Give it', 'As the district']);
  });

  it('tells its history by what changed and when', () => {
    expect(rowChanges([FIELD], district[0], district[1])).toEqual(['Held: Refuse → Give it']);
    expect(district.map((each) => spanText(each, today))).toEqual(['From Dec 1, 2026', 'Until Nov 30, 2026']);
  });
});
