import { factorKeptFor, roleCode } from './role.rules.js';

it.each([
  ['Library tech', 'library-tech'],
  ['  Ayudante (niños) ', 'ayudante-ninos'],
  ['Site clerk', 'site-clerk-3'],
  ['图书管理员', 'role'],
])('%s becomes %s', (label, code) => {
  expect(roleCode(label, new Set(['site-clerk', 'site-clerk-2']))).toBe(code);
});

it.each([
  ['it-admin', ['account:manage', 'device:read'], 'accounts'],
  ['a-copy-of-it', ['account:manage'], 'accounts'],
  ['finance', ['device:write-off'], 'money'],
  ['site-admin', ['device:read', 'device:propose-write-off'], null],
])('%s with %j keeps its second factor for: %s', (code, permissions, reason) => {
  expect(factorKeptFor({ code, permissions })).toBe(reason);
});
