import type { GuardFacts } from './roster-guard.rules.js';
import { guardOf } from './roster-guard.rules.js';

const facts = (change: Partial<GuardFacts>): GuardFacts => ({
  students: { before: 1_000, leaving: 0 },
  staff: { before: 100, leaving: 0 },
  renumbered: 0,
  moved: 0,
  studentsNow: 1_000,
  limitPercent: 10,
  ...change,
});

it.each([
  ['nobody leaves', {}, null],
  ['exactly the limit', { students: { before: 1_000, leaving: 100 } }, null],
  ['one more', { students: { before: 1_000, leaving: 101 } }, 'many-students-leaving'],
  ['60 % fewer', { students: { before: 1_000, leaving: 600 }, studentsNow: 400 }, 'many-students-leaving'],
  ['no students', { studentsNow: 0 }, 'no-students'],
  ['no students where there were none', { students: { before: 0, leaving: 0 }, studentsNow: 0 }, 'no-students'],
  ['changes that name no students', { studentsNow: null }, null],
  ['staff', { staff: { before: 100, leaving: 11 } }, 'many-staff-leaving'],
  ['other numbers', { renumbered: 111 }, 'many-renumbered'],
  ['as many other numbers as may be', { renumbered: 110 }, null],
  ['other home sites', { moved: 111 }, 'many-moved'],
  ['one of five', { staff: { before: 5, leaving: 1 } }, null],
  ['the last slice of many', { students: { before: 920, leaving: 21, lately: 80 } }, 'many-students-leaving'],
  ['as many in slices as may be', { students: { before: 920, leaving: 20, lately: 80 } }, null],
  ['one by one', { staff: { before: 9, leaving: 1, lately: 1 } }, 'many-staff-leaving'],
  ['nobody more after many', { staff: { before: 9, leaving: 0, lately: 9 } }, null],
  ['a limit of nothing', { limitPercent: 0, students: { before: 1_000, leaving: 2 } }, 'many-students-leaving'],
] as const)('%s: %j stops as %s', (_, change, reason) => {
  expect(guardOf(facts(change))?.reason ?? null).toBe(reason);
});

it('asks for the number of all who would leave', () => {
  const guard = guardOf(facts({ students: { before: 1_000, leaving: 600 }, staff: { before: 100, leaving: 7 } }));
  expect(guard).toEqual({
    reason: 'many-students-leaving',
    before: 1_000,
    leaving: 600,
    others: [],
    limitPercent: 10,
    number: 607,
  });
});

it('tells those of the last 24 hours apart from whom the run is about', () => {
  expect(guardOf(facts({ students: { before: 910, leaving: 90, lately: 90 } }))).toMatchObject({
    ...{ before: 910, leaving: 90, lately: 90, number: 90 },
  });
});

it('names every reason, and asks for the sum', () => {
  const guard = guardOf(facts({ students: { before: 1_000, leaving: 600 }, moved: 300, renumbered: 5 }));
  expect(guard).toMatchObject({
    reason: 'many-students-leaving',
    others: [{ reason: 'many-moved', before: 1_100, leaving: 300 }],
    number: 900,
  });
  expect(guardOf(facts({ renumbered: 200, moved: 300 }))).toMatchObject({ reason: 'many-renumbered', number: 500 });
});
