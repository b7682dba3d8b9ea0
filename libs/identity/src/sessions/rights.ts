import type { SiteScope } from '@app/platform';

/** One role of an account: the sites of its grants (`null`: the whole district) and its permissions. */
export type RoleGrants = readonly [sites: readonly (string | null)[], permissions: readonly string[]];

/** Grants add up: a permission holds wherever any of the roles that have it is granted. */
export function rightsOf(roles: readonly RoleGrants[]): ReadonlyMap<string, SiteScope> {
  const rights = new Map<string, SiteScope>();
  for (const [sites, permissions] of roles) {
    const scope: SiteScope = sites.includes(null) ? 'all' : (sites as string[]);
    for (const permission of permissions) rights.set(permission, union(rights.get(permission), scope));
  }
  return rights;
}

function union(known: SiteScope | undefined, more: SiteScope): SiteScope {
  if (known === undefined) return more;
  return known === 'all' || more === 'all' ? 'all' : [...new Set([...known, ...more])];
}

/** What a token was made for: at these sites only, or (`null`) wherever its account holds the permission. */
export interface TokenLimits {
  permissions: readonly string[];
  sites: readonly string[] | null;
}

/** The rights of an account as far as a token's limits reach: never more than the account has now. */
export function limitedTo(
  rights: ReadonlyMap<string, SiteScope>,
  { permissions, sites }: TokenLimits,
): ReadonlyMap<string, SiteScope> {
  const limited = new Map<string, SiteScope>();
  for (const permission of permissions) {
    const scope = rights.get(permission);
    if (scope === undefined) continue;
    limited.set(
      permission,
      sites === null ? scope : scope === 'all' ? sites : sites.filter((id) => scope.includes(id)),
    );
  }
  return limited;
}
