import { reasonWords, runWords, type RetentionReason, type RetentionRun } from './retention-words.js';

const reason = (given: Partial<RetentionReason>): RetentionReason => ({
  ...{ why: 'left', tag: null, kind: null, years: null, countedFrom: null, from: null, until: null },
  ...given,
});

describe('why somebody is known', () => {
  it.each([
    [{ why: 'left', years: 3, until: '2027-06-12' }, '3 years since leaving: until Jun 12, 2027'],
    [
      { why: 'money', tag: 'CB-1', kind: 'ecf', years: 10, countedFrom: 'received', until: '2031-08-01' },
      'CB-1, bought with ECF: until Aug 1, 2031',
    ],
    [
      { why: 'money', tag: 'CB-1', kind: 'federal', years: 3, countedFrom: 'disposed' },
      'CB-1, bought with federal money: until 3 years after it is disposed of',
    ],
    [
      { why: 'money', tag: 'CB-1', kind: 'ecf', years: 10, countedFrom: 'received' },
      'CB-1, bought with ECF: nobody noted when it was received',
    ],
    [{ why: 'holds-device', tag: 'CB-2' }, 'Still holds CB-2'],
  ] as const)('%j', (given, words) => expect(reasonWords(reason(given))).toBe(words));
});

it('says what a run came to', () => {
  const run = { toForget: 1200, toKeep: 5, forgotten: 0, kept: 0 } as RetentionRun;
  expect(runWords({ ...run, state: 'planned' })).toBe('1,200 people would be forgotten, 5 are kept');
  expect(runWords({ ...run, state: 'running', forgotten: 100, kept: 1 })).toBe('101 of 1,200 people done');
  expect(runWords({ ...run, state: 'done', forgotten: 1199, kept: 1 })).toBe(
    '1,199 people forgotten, 1 kept after all',
  );
  expect(runWords({ ...run, state: 'cancelled', forgotten: 1 })).toBe('Stopped after 1 person');
});
