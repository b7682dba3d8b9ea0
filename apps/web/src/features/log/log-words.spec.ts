import { subjectHref, type Entry } from './log-words.js';

const OTHER = '01980000-0000-7000-8000-000000000002';

const entry = (facts: Partial<Entry>): Entry => ({
  ...{ key: 'd', at: '2026-11-26T10:00:00Z', source: 'device', accountId: null, accountName: null, siteId: null },
  ...{ stationName: null, action: 'moved', subjectKind: 'device', subjectId: OTHER, subjectLabel: null },
  ...{ before: null, after: null, evidence: null, scanId: null },
  ...facts,
});

it('an entry of the log leads to the record where it has a page', () => {
  expect(subjectHref(entry({}))).toBe(`/devices/${OTHER}`);
  expect(subjectHref(entry({ subjectKind: 'role' }))).toBe('/admin/roles');
  expect(subjectHref(entry({ subjectKind: 'room' }))).toBeNull();
  expect(subjectHref(entry({ subjectKind: 'override', after: { deviceId: OTHER } }))).toBe(`/devices/${OTHER}`);
});
