import { codeOnLabel } from './scanned.rules.js';

const OURS = 'https://cubby.test.example';

it.each([
  ['a tag', 'LHS-0042', 'LHS-0042'],
  ['a tag with what the scanner adds', ']C1LHS-0042\r', 'LHS-0042'],
  ['an address of ours', `${OURS}/d/LHS-0042`, 'LHS-0042'],
  ['the same with the usual port', 'https://CUBBY.test.example:443/d/LHS-0042', 'LHS-0042'],
  ['an address with signs in it', `${OURS}/d/LHS%2F42`, 'LHS/42'],
])('%s is read', (_what, scanned, code) => {
  expect(codeOnLabel(scanned, OURS)).toBe(code);
});

it.each([
  'https://evil.example/d/LHS-0042',
  'http://cubby.test.example/d/LHS-0042',
  'https://cubby.test.example.evil.example/d/LHS-0042',
  'https://cubby.test.example@evil.example/d/LHS-0042',
  'https://cubby.test.example:8443/d/LHS-0042',
  `${OURS}/people/LHS-0042`,
  `${OURS}/d/%E0%A4%A`,
  'WIFI:T:WPA;S:guest;P:secret;;',
])('%s is no label of ours', (scanned) => {
  expect(codeOnLabel(scanned, OURS)).toBeNull();
});
