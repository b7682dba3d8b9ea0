import { Viewer } from '@app/platform';
import type { SiteScope } from '@app/platform';
import { sightOf } from './sight.rules.js';

const sight = (permissions: Record<string, SiteScope>) =>
  sightOf(new Viewer('account', 'name', new Map(Object.entries(permissions))));

describe('whose names a desk shows', () => {
  it.each<[string, Record<string, SiteScope>, ReturnType<typeof sightOf>]>([
    [
      'a clerk',
      { 'person:read': ['lhs'], 'device:read': ['lhs', 'wms'] },
      { personSites: ['lhs'], deviceSites: ['lhs', 'wms'], shortNames: false, unnamed: null },
    ],
    [
      'an admin, who may lend loaners too',
      { 'person:read': 'all', 'device:read': 'all', 'loaner:lend': 'all' },
      { personSites: null, deviceSites: null, shortNames: false, unnamed: null },
    ],
    [
      'a helper',
      { 'loaner:lend': ['lhs'] },
      { personSites: ['lhs'], deviceSites: ['lhs'], shortNames: true, unnamed: null },
    ],
    [
      'nobody',
      {},
      {
        personSites: [],
        deviceSites: [],
        shortNames: false,
        unnamed: { student: 'a student', staff: 'a staff member' },
      },
    ],
  ])('%s', (_who, permissions, expected) => expect(sight(permissions)).toEqual(expected));
});
