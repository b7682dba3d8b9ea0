import { logActionText, logFacts, logRecordText, logSubjectText, logWhoText, noticeText } from './log-words.js';

const SITE = '01980000-0000-7000-8000-000000000001';
const OTHER = '01980000-0000-7000-8000-000000000002';
const codeOf = (id: string): string | undefined => (id === SITE ? 'LHS' : undefined);
const changed = (subjectKind: string, after: Record<string, unknown> | null = null) => ({
  ...{ subjectKind, subjectLabel: null, before: null, after },
});

describe('an entry of the log in words', () => {
  it.each([
    ['device', 'transferred-in-hand', 'Transferred in hand', 'Traspasado en mano'],
    ['admin', 'account.grants-set', 'Changed the roles', 'Cambió las funciones'],
    ['access', 'person.viewed', 'Opened the page', 'Abrió la página'],
    ['admin', 'something.quite-new', 'Something quite new', 'Something quite new'],
  ] as const)('says what was done: %s %s', (source, action, en, es) => {
    expect([logActionText({ source, action }), logActionText({ source, action }, 'es')]).toEqual([en, es]);
  });

  it('names what differs, sites by code, other records by the beginning of their id', () => {
    const before = { home_site_id: SITE, holder_person_id: OTHER, state: 'deployed', holds: [] };
    const after = { home_site_id: OTHER, holder_person_id: null, state: 'deployed', holds: ['legal', 'damaged'] };
    expect(logFacts({ before, after }, codeOf)).toEqual([
      { field: 'Home site', from: 'LHS', to: '01980000…' },
      { field: 'Holder person', from: '01980000…', to: null },
      { field: 'Holds', from: null, to: 'legal, damaged' },
    ]);
  });

  it('says of an export which filters, for whom and why; the list is the record', () => {
    const detail = { list: 'devices', columns: ['tag', 'holderKind'], format: 'csv', variant: 'names', rowCount: 1200 };
    const exported = {
      ...changed('export', { ...detail, recipient: 'County', purpose: 'Audit' }),
      subjectLabel: 'Devices',
    };
    expect(logSubjectText(exported)).toBe('Devices');
    expect(logFacts(exported, codeOf).map(({ field, to }) => `${field}: ${to}`)).toEqual([
      'Filters: All rows',
      'File: CSV',
      'People: Names',
      'Recipient: County',
      'Purpose: Audit',
      'Ground: It stays in the district',
      'Rows: 1,200',
      'Columns: Tag, Holder kind',
    ]);
    expect(logFacts(exported, codeOf, 'es')[4]).toMatchObject({ field: 'Motivo' });
  });

  it('never takes a name for a person', () => {
    expect(logRecordText(changed('person', { name: 'Maya Rivera' }))).toBe('Person');
    expect(logSubjectText({ ...changed('device'), subjectLabel: 'LHS-004512' })).toBe('LHS-004512');
    expect(logSubjectText(changed('policy', { name: 'Desk' }))).toBe('Policy Desk');
  });

  it('says who it was', () => {
    expect(logWhoText({ accountId: null, accountName: null })).toBe('Cubby itself');
    expect(logWhoText({ accountId: OTHER, accountName: null }, 'es')).toBe('Una cuenta');
    expect(logWhoText({ accountId: OTHER, accountName: 'Ana Wu' })).toBe('Ana Wu');
  });
});

it('a notice is a sentence, in both languages', () => {
  expect(noticeText('device-transferred')).toBe('A device was taken over by another site');
  expect(noticeText('device-transferred', 'es')).toBe('Otra escuela se hizo cargo de un dispositivo');
  expect(noticeText('quite-new')).toBe('Quite new');
});
