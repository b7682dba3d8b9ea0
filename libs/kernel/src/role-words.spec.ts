import { holdersText, permissionGroups, permissionPart } from './role-words.js';

it('permissions stand under what they are about, each group at its first one', () => {
  const codes = ['device:read', 'view:share', 'device:edit', 'access-log:read'];
  expect(permissionGroups(codes.map((code) => ({ code })))).toEqual([
    { label: 'Devices', permissions: [{ code: 'device:read' }, { code: 'device:edit' }] },
    { label: 'View', permissions: [{ code: 'view:share' }] },
    { label: 'Access log', permissions: [{ code: 'access-log:read' }] },
  ]);
  expect(permissionPart({ code: 'person:read' }, 'es')).toBe('Personas');
});

it.each([
  [0, '0 people', '0 personas'],
  [1, '1 person', '1 persona'],
  [1200, '1,200 people', '1,200 personas'],
])('%i accounts are %s', (n, en, es) => expect([holdersText(n), holdersText(n, 'es')]).toEqual([en, es]));
