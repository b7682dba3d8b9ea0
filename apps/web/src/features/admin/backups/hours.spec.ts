import { hourText } from './hours.js';

it.each([
  [0, '12:00 am'],
  [1, '1:00 am'],
  [12, '12:00 pm'],
  [23, '11:00 pm'],
])('hour %i is %s', (hour, text) => expect(hourText(hour)).toBe(text));
