import { dueText } from './due-text.js';
import { speak } from './language.js';

afterEach(() => speak('en'));

it.each([
  ['en', 'Jun 12, 2027', 'Jun 12, 2027, by clearance', 'No due date'],
  ['es', '12 jun 2027', '12 jun 2027, por liquidación', 'Sin fecha de devolución'],
] as const)('says the day, and whose day it is, in %s', (language, own, clearance, none) => {
  speak(language);
  expect(dueText({ dueOn: '2027-06-12', dueByClearance: false })).toBe(own);
  expect(dueText({ dueOn: '2027-06-12', dueByClearance: true })).toBe(clearance);
  expect(dueText({ dueOn: null, dueByClearance: false })).toBe(none);
});
