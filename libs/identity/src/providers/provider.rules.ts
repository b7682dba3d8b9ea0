import { isLoopbackHost } from '@app/platform';

export const PROVIDER_KINDS = ['google', 'microsoft', 'oidc'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** Why the groups of a token cannot be read: the claim is no name and no list of names, or the token says that they are elsewhere. */
export const GROUPS_FAULTS = ['not-names', 'elsewhere'] as const;
export type GroupsFault = (typeof GROUPS_FAULTS)[number];

export const GOOGLE_ISSUER = 'https://accounts.google.com';
/** One tenant, by its id. `common` and `organizations` would let every organization of the world in. */
const MICROSOFT_ISSUER = /^https:\/\/login\.microsoftonline\.com\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/v2\.0$/;

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * What is wrong with the issuer of a provider, as the end of a sentence that begins with the field; null: nothing.
 * @param local whether an issuer may stand on this machine (test settings)
 */
export function issuerFault(kind: ProviderKind, issuer: string, local: boolean): string | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || url.search || url.hash || url.username || url.password)
    return 'must be an address such as https://id.example.org';
  if (local && url.protocol === 'http:' && isLoopbackHost(url.hostname)) return null;
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (kind === 'google' && issuer !== GOOGLE_ISSUER) return `must be ${GOOGLE_ISSUER}`;
  if (kind === 'microsoft' && !MICROSOFT_ISSUER.test(issuer))
    return 'must be https://login.microsoftonline.com/<directory (tenant) id>/v2.0, with the id of the district’s own tenant';
  return null;
}

/** Two spellings of one issuer: with and without a slash at the end of the host. */
export const isSameIssuer = (a: string, b: string): boolean => new URL(a).href === new URL(b).href;

export const isDomain = (value: unknown): boolean => typeof value === 'string' && DOMAIN.test(value);

/** What is behind the last `@`, in lower case. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

interface WayIn {
  enabled: boolean;
  issuer: string;
  clientId: string;
  allowedDomains: readonly string[];
}

/** Whether a provider that people sign in with goes on to be the same, for some of them at least. */
export const letsInAsBefore = (before: WayIn, after: WayIn): boolean =>
  !before.enabled ||
  (after.enabled &&
    after.issuer === before.issuer &&
    after.clientId === before.clientId &&
    after.allowedDomains.some((domain) => before.allowedDomains.includes(domain)));

/** Whose the sealed secret of a provider is. */
export const secretOwner = (providerId: string): string => `identity-provider:${providerId}`;
