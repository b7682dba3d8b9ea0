import type { SiteScope } from './viewer.js';
import { Viewer } from './viewer.js';

it('knows where each permission holds', () => {
  const viewer = new Viewer(
    'a1',
    'clerk',
    new Map<string, SiteScope>([
      ['device:read', 'all'],
      ['device:edit', ['s1']],
      ['person:read', []],
    ]),
  );
  expect(viewer.sitesFor('device:read')).toBe('all');
  expect(viewer.sitesFor('device:edit')).toEqual(['s1']);
  expect(viewer.sitesFor('role:read')).toEqual([]);
  expect(['device:read', 'device:edit', 'person:read', 'role:read'].map((name) => viewer.can(name))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('lets the system do everything, in its own name', () => {
  const viewer = Viewer.system('nightly');
  expect([viewer.accountId, viewer.label, viewer.sitesFor('anything'), viewer.can('anything')]).toEqual([
    null,
    'system:nightly',
    'all',
    true,
  ]);
});
