import type { RoleRule, RuleFacts } from './role-rule.rules.js';
import { grantsByRule } from './role-rule.rules.js';

const facts: RuleFacts = { domain: 'district.org', groups: ['Techs'], rosterRole: 'teacher', siteIds: ['oak', 'elm'] };
const rule = (rest: Partial<RoleRule>): RoleRule => ({
  matches: 'domain',
  value: 'district.org',
  role: 'til',
  scope: 'district',
  siteId: null,
  ...rest,
});

it.each<[string, RoleRule[], unknown[]]>([
  ['no rule', [], []],
  ['the domain', [rule({ value: 'District.org' })], [{ role: 'til', siteId: null }]],
  ['another domain', [rule({ value: 'students.district.org' })], []],
  ['a part of the domain', [rule({ value: 'org' })], []],
  [
    'a group, at one site',
    [rule({ matches: 'group', value: 'Techs', scope: 'site', siteId: 'fox' })],
    [{ role: 'til', siteId: 'fox' }],
  ],
  ['a group in other letters', [rule({ matches: 'group', value: 'techs' })], [{ role: 'til', siteId: null }]],
  ['a part of a group', [rule({ matches: 'group', value: 'Tech' })], []],
  [
    'the roster, at the own sites',
    [rule({ matches: 'roster', value: 'teacher', scope: 'own-sites' })],
    [
      { role: 'til', siteId: 'oak' },
      { role: 'til', siteId: 'elm' },
    ],
  ],
  [
    'two rules that say the same',
    [rule({}), rule({ matches: 'group', value: 'Techs' })],
    [{ role: 'til', siteId: null }],
  ],
])('%s', (_, rules, grants) => expect(grantsByRule(rules, facts)).toEqual(grants));

it('gives nothing for a roster that does not know somebody', () => {
  const rules = [rule({ matches: 'roster', value: 'null' }), rule({ scope: 'own-sites' })];
  expect(grantsByRule(rules, { ...facts, rosterRole: null, siteIds: [] })).toEqual([]);
});
