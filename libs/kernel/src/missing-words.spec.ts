import { stepLateText } from './missing-words.js';

const LATE = { nextStep: 'write-off', writeOffPending: false, closedAs: null, overdue: true } as const;

it('a step is late while somebody waits for it, not while its write-off is to be decided', () => {
  expect(stepLateText(LATE)).toBe('Overdue');
  expect(stepLateText(LATE, 'es')).toBe('Atrasado');
  expect(stepLateText({ ...LATE, overdue: false })).toBeNull();
  expect(stepLateText({ ...LATE, writeOffPending: true })).toBeNull();
  expect(stepLateText({ ...LATE, closedAs: 'returned' })).toBeNull();
  expect(stepLateText({ ...LATE, nextStep: null })).toBeNull();
});
