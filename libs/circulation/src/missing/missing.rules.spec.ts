import type { SchoolCalendar } from '@app/directory';
import type { CaseStep, StepPolicy, WriteOffFacts } from './missing.rules.js';
import {
  clockOf,
  decisionRefusals,
  dueDay,
  dueToday,
  proposalRefusals,
  remindersOf,
  standingOf,
} from './missing.rules.js';
import type { Step } from './vocabulary.js';

const calendar: SchoolCalendar = {
  timeZone: 'America/Los_Angeles',
  districtHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, closesAt: '16:00' })),
  siteHours: [],
  districtDays: [{ on: '2026-11-11', kind: 'closed', closesAt: null }],
  siteDays: [],
  years: [{ startsOn: '2026-08-10', endsOn: '2027-06-11' }],
};
const policy = (step: Step, afterDays: number, counted: StepPolicy['counted'] = 'calendar'): StepPolicy => ({
  ...{ id: `policy ${step}`, step, afterDays, counted },
});
const POLICIES = [
  policy('lock', 0),
  policy('family-notice', 10),
  policy('demand', 30),
  policy('review', 60),
  policy('write-off', 90),
];
const TODAY = '2026-12-01';

describe('the day of a step', () => {
  it.each([
    ['the day itself', policy('lock', 0), '2026-11-07'],
    ['days of the calendar, also on a holiday', policy('family-notice', 4), '2026-11-11'],
    ['the same in school days', policy('lock', 0, 'school'), '2026-11-07'],
    ['school days over a weekend and a holiday', policy('family-notice', 4, 'school'), '2026-11-13'],
  ])('%s', (_name, each, day) => {
    expect(dueDay(each, calendar, '2026-11-07')).toBe(day);
  });

  it('is one of the calendar where the site never opens', () => {
    expect(dueDay(policy('demand', 30, 'school'), { ...calendar, districtHours: [] }, '2026-11-07')).toBe('2026-12-07');
  });
});

describe('the clock of a new case', () => {
  const clock = (holder: 'student' | 'staff' | 'none') =>
    clockOf(POLICIES, calendar, { notifiedOn: '2026-09-01', holder }).map(({ step, dueOn, notNeededAs }) =>
      [step, dueOn, notNeededAs].filter(Boolean).join(' '),
    );

  it('of a student has every step', () => {
    expect(clock('student')).toEqual([
      'lock 2026-09-01',
      'family-notice 2026-09-11',
      'demand 2026-10-01',
      'review 2026-10-31',
      'write-off 2026-11-30',
    ]);
  });

  it('of staff writes to no family', () => {
    expect(clock('staff')[1]).toBe('family-notice 2026-09-11 not-a-student');
    expect(clock('staff')[2]).toBe('demand 2026-10-01');
  });

  it('of a device that nobody had writes no letters', () => {
    expect(clock('none').filter((line) => line.endsWith('no-holder'))).toHaveLength(2);
  });

  it('follows the policy it is given: a step without one is not asked for', () => {
    expect(clockOf([policy('review', 5)], calendar, { notifiedOn: '2026-09-01', holder: 'student' })).toEqual([
      ...[{ step: 'review', policyId: 'policy review', dueOn: '2026-09-06', notNeededAs: null, doneOn: null }],
    ]);
  });
});

const aStep = (facts: Partial<CaseStep> = {}): CaseStep => ({
  ...{ step: 'demand', dueOn: TODAY, notNeededAs: null, doneOn: null },
  ...facts,
});

describe('how a step stands', () => {
  it.each([
    ['due today', aStep(), 'open', 'due-today'],
    ['overdue', aStep({ dueOn: '2026-11-30' }), 'open', 'overdue'],
    ['ahead', aStep({ dueOn: '2026-12-02' }), 'open', 'ahead'],
    ['done late', aStep({ dueOn: '2026-11-30', doneOn: TODAY }), 'open', 'done'],
    ['not needed', aStep({ dueOn: '2026-11-30', notNeededAs: 'stolen' }), 'open', 'not-needed'],
    ['of a found device', aStep({ dueOn: '2026-11-30' }), 'recovered', 'stopped'],
    ['done, of a found device', aStep({ doneOn: TODAY }), 'recovered', 'done'],
  ] as const)('%s', (_name, step, state, standing) => {
    expect(standingOf(step, state, TODAY)).toBe(standing);
  });

  it('today: what is due, not what was', () => {
    const steps = [aStep({ step: 'lock', dueOn: '2026-11-01' }), aStep(), aStep({ step: 'review', doneOn: TODAY })];
    expect(dueToday(steps, 'open', TODAY)).toEqual(['demand']);
    expect(dueToday(steps, 'written-off', TODAY)).toEqual([]);
  });
});

describe('may it be proposed for a write-off', () => {
  const done = (step: Step): CaseStep => aStep({ step, dueOn: '2026-11-01', doneOn: '2026-11-01' });
  const READY: WriteOffFacts = {
    ...{ state: 'open', kind: 'missing', today: TODAY, pending: false, isHolder: false },
    ...{ needsInvestigation: false, investigated: false },
    steps: [done('demand'), done('review'), aStep({ step: 'write-off' })],
  };
  it.each<[string, Partial<WriteOffFacts>, string[]]>([
    ['on its day', {}, []],
    ['after its day', { today: '2027-01-01' }, []],
    ['the day before', { today: '2026-11-30' }, ['too-early']],
    ['when it is over', { state: 'recovered' }, ['not-open']],
    ['when it is stolen', { kind: 'stolen' }, ['stolen']],
    ['by its holder', { isHolder: true }, ['own-device']],
    ['twice', { pending: true }, ['proposed-already']],
    ['of federal money', { needsInvestigation: true }, ['investigation-missing']],
    ['of federal money, investigated', { needsInvestigation: true, investigated: true }, []],
    [
      'without demand and review',
      { steps: [aStep(), aStep({ step: 'review' })] },
      ['demand-missing', 'review-missing'],
    ],
    [
      'without a demand that nobody needs',
      { steps: [aStep({ notNeededAs: 'no-holder' }), done('review'), aStep({ step: 'write-off' })] },
      [],
    ],
    ['when the policy has no such steps', { steps: [] }, []],
  ])('%s', (_name, facts, reasons) => {
    expect(proposalRefusals({ ...READY, ...facts }).map(({ reason }) => reason)).toEqual(reasons);
  });
});

describe('who decides', () => {
  const facts = { isProposer: false, isHolder: false, needsInvestigation: false, investigated: false };
  it.each([
    ['somebody else', {}, []],
    ['whoever proposed it', { isProposer: true }, ['own-proposal']],
    ['whoever held it', { isHolder: true }, ['own-device']],
    ['federal money came meanwhile', { needsInvestigation: true }, ['investigation-missing']],
  ])('%s', (_name, changed, reasons) => {
    expect(decisionRefusals({ ...facts, ...changed }).map(({ reason }) => reason)).toEqual(reasons);
  });
});

it('reminds of the lock and the police once the device is back, not before', () => {
  const locked = [aStep({ step: 'lock', doneOn: TODAY })];
  expect(remindersOf({ state: 'recovered', steps: locked, policeReport: true })).toEqual(['unlock', 'tell-police']);
  expect(remindersOf({ state: 'recovered', steps: [aStep({ step: 'lock' })], policeReport: false })).toEqual([]);
  expect(remindersOf({ state: 'open', steps: locked, policeReport: true })).toEqual([]);
});
