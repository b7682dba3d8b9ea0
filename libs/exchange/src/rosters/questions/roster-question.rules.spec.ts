import { answerFault } from './roster-question.rules.js';

const today = '2027-09-10';
const leftFrom = '2027-07-03';

it.each([
  ['missing', { answer: 'withdraw', on: '2027-09-10' }, null],
  ['missing', { answer: 'withdraw', on: '2027-09-01' }, null],
  ['missing', { answer: 'withdraw', on: '2027-07-03' }, null],
  ['missing', { answer: 'withdraw', on: '2027-07-02' }, 'on'],
  ['missing', { answer: 'withdraw', on: '2027-09-11' }, 'on'],
  ['missing', { answer: 'withdraw' }, 'on'],
  ['missing', { answer: 'still-here' }, null],
  ['missing', { answer: 'still-here', on: '2027-09-11' }, 'on'],
  ['missing', { answer: 'later', on: '2027-09-11' }, null],
  ['missing', { answer: 'later', on: '2027-09-10' }, 'on'],
  ['missing', { answer: 'later', on: '2027-11-09' }, null],
  ['missing', { answer: 'later', on: '2027-11-10' }, 'on'],
  ['missing', { answer: 'take-back' }, 'answer'],
  ['returned', { answer: 'take-back' }, null],
  ['returned', { answer: 'stays-withdrawn' }, null],
  ['returned', { answer: 'withdraw', on: '2027-09-01' }, 'answer'],
  ['returned', { answer: 'same-person' }, 'answer'],
  ['number-reused', { answer: 'same-person' }, null],
  ['number-reused', { answer: 'somebody-else' }, null],
  ['number-reused', { answer: 'somebody-else', on: '2027-09-01' }, 'on'],
  ['number-reused', { answer: 'take-back' }, 'answer'],
] as const)('%s, answered %j: wrong is %s', (kind, request, field) => {
  expect(answerFault(kind, request, { today, leftFrom })?.field ?? null).toBe(field);
});
