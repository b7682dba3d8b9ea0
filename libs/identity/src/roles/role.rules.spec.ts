import { roleCode } from './role.rules.js';

it.each([
  ['Library tech', 'library-tech'],
  ['  Ayudante (niños) ', 'ayudante-ninos'],
  ['Site clerk', 'site-clerk-3'],
  ['图书管理员', 'role'],
])('%s becomes %s', (label, code) => {
  expect(roleCode(label, new Set(['site-clerk', 'site-clerk-2']))).toBe(code);
});
