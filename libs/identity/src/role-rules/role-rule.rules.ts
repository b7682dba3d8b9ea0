import type { Grant } from '../accounts/accounts.reader.js';

/** By the domain of the e-mail address, a group of the provider, or what the roster says that somebody is. */
export const RULE_MATCHES = ['domain', 'group', 'roster'] as const;
export type RuleMatch = (typeof RULE_MATCHES)[number];

/** Where the role holds: at the sites that the roster names for the person, everywhere, or at one site. */
export const RULE_SCOPES = ['own-sites', 'district', 'site'] as const;
export type RuleScope = (typeof RULE_SCOPES)[number];

export interface RoleRule {
  matches: RuleMatch;
  value: string;
  /** Code of a role. */
  role: string;
  scope: RuleScope;
  siteId: string | null;
}

/** What is known of somebody who is to get an account. */
export interface RuleFacts {
  domain: string;
  groups: readonly string[];
  /** In the roster's words: `teacher`, `administrator`; null: not in the roster. */
  rosterRole: string | null;
  /** Of the roster. */
  siteIds: readonly string[];
}

/** The roles that rules give to somebody, each place once. */
export function grantsByRule(rules: readonly RoleRule[], facts: RuleFacts): Grant[] {
  const grants = new Map<string, Grant>();
  for (const rule of rules.filter((each) => holdsFor(each, facts)))
    for (const siteId of placesOf(rule, facts)) grants.set(`${rule.role} ${siteId}`, { role: rule.role, siteId });
  return [...grants.values()];
}

const holdsFor = ({ matches, value }: RoleRule, { domain, groups, rosterRole }: RuleFacts): boolean =>
  ({
    domain: value.toLowerCase() === domain,
    group: groups.some((group) => folded(group) === folded(value)),
    roster: value === rosterRole,
  })[matches];

/** As providers compare the names of groups. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase();

const placesOf = ({ scope, siteId }: RoleRule, { siteIds }: RuleFacts): readonly (string | null)[] =>
  ({ 'own-sites': siteIds, district: [null], site: [siteId] })[scope];
