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
