import { actionText, factsOf, subjectHref, subjectText, type Entry } from './log-words.js';

const codeOf = (id: string): string | undefined => (id === SITE ? 'LHS' : undefined);
const SITE = '01980000-0000-7000-8000-000000000001';
const OTHER = '01980000-0000-7000-8000-000000000002';

const entry = (facts: Partial<Entry>): Entry => ({
  ...{ key: 'd', at: '2026-11-26T10:00:00Z', source: 'device', accountId: null, accountName: null, siteId: null },
  ...{ stationName: null, action: 'moved', subjectKind: 'device', subjectId: OTHER, subjectLabel: null },
  ...{ before: null, after: null, evidence: null, scanId: null },
  ...facts,
});

describe('an entry of the log in words', () => {
  it('says what was done', () => {
    expect(actionText(entry({ action: 'transferred-in-hand' }))).toBe('Transferred in hand');
    expect(actionText(entry({ source: 'access', action: 'person.viewed' }))).toBe('Opened the page');
  });

  it('names what differs, sites by code, other records by the beginning of their id', () => {
    const before = { home_site_id: SITE, holder_person_id: OTHER, state: 'deployed', holds: [] };
    const after = { home_site_id: OTHER, holder_person_id: null, state: 'deployed', holds: ['legal', 'damaged'] };
    expect(factsOf({ before, after }, codeOf)).toEqual([
      { field: 'Home site', from: 'LHS', to: '01980000…' },
      { field: 'Holder person', from: '01980000…', to: null },
      { field: 'Holds', from: null, to: 'legal, damaged' },
    ]);
  });

  it('never takes a name for a person', () => {
    expect(subjectText(entry({ subjectKind: 'person', after: { name: 'Maya Rivera' } }))).toBe('Person');
    expect(subjectText(entry({ subjectLabel: 'LHS-004512' }))).toBe('LHS-004512');
    expect(subjectText(entry({ subjectKind: 'policy', after: { name: 'Desk' } }))).toBe('Policy Desk');
  });

  it('leads to the record where it has a page', () => {
    expect(subjectHref(entry({}))).toBe(`/devices/${OTHER}`);
    expect(subjectHref(entry({ subjectKind: 'role' }))).toBe('/admin/roles');
    expect(subjectHref(entry({ subjectKind: 'room' }))).toBeNull();
    expect(subjectHref(entry({ subjectKind: 'override', after: { deviceId: OTHER } }))).toBe(`/devices/${OTHER}`);
  });
});
