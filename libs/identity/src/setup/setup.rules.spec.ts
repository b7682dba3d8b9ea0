import { newSetupCode, plainCode } from './setup.rules.js';

it('makes a code that can be copied by hand, another one each time', () => {
  const codes = new Set(Array.from({ length: 50 }, newSetupCode));
  expect(codes.size).toBe(50);
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}(-[A-HJKMNP-TV-Z2-9]{4}){3}$/);
});

it('reads it however it is typed', () => {
  expect(plainCode(' k7qm 2fxa-93rt\thwzc ')).toBe('K7QM2FXA93RTHWZC');
});
