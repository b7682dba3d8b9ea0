import { byteText, hourText } from './sizes.js';

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 kB'],
  [33_659_392, '32 MB'],
  [1_503_238_553, '1.4 GB'],
  [5 * 2 ** 50, '5120 TB'],
])('%i bytes are %s', (bytes, text) => expect(byteText(bytes)).toBe(text));

it.each([
  [0, '12:00 am'],
  [1, '1:00 am'],
  [12, '12:00 pm'],
  [23, '11:00 pm'],
])('hour %i is %s', (hour, text) => expect(hourText(hour)).toBe(text));
