import { isEmail } from 'class-validator';
import type { OpenProvider } from '../providers/providers.service.js';
import { domainOf } from '../providers/provider.rules.js';
import type { GroupsFault } from '../providers/provider.rules.js';
import { DomainNotAllowed, EmailUnverified, ProviderAnswerRefused } from './provider-sign-in.errors.js';

/** Somebody for whom a provider of the district vouches. */
export interface ProvenPerson {
  issuer: string;
  subject: string;
  /** Verified, of a domain that the district allows. */
  email: string;
  domain: string;
  name: string;
  groups: string[];
}

/** The claims of an ID token whose signature, issuer, audience, times and nonce were checked. */
export type Claims = Readonly<Record<string, unknown>> & { iss: string; sub: string };

/** How far the clocks of a provider and ours may differ. */
const CLOCKS_DIFFER_S = 300;

/** A token that was issued later than now: the library looks at `nbf` and `exp` only. */
export class IssuedAhead extends Error {
  readonly claim = 'iat';
}

/** @throws IssuedAhead */
export function refuseIssuedAhead({ iat }: Readonly<Record<string, unknown>>, now: Date): void {
  if (typeof iat === 'number' && iat > now.getTime() / 1000 + CLOCKS_DIFFER_S)
    throw new IssuedAhead('The token was issued in the future');
}

type Provider = Pick<OpenProvider, 'kind' | 'label' | 'allowedDomains' | 'groupsClaim'>;

/** The longest that the standard permits. */
const LONGEST_SUBJECT = 255;
const MOST_GROUPS = 1_000;

/** @throws EmailUnverified, DomainNotAllowed, ProviderAnswerRefused */
export function personOf(provider: Provider, claims: Claims): ProvenPerson {
  const { kind, label, allowedDomains, groupsClaim } = provider;
  if (claims.sub.length === 0 || claims.sub.length > LONGEST_SUBJECT)
    throw new ProviderAnswerRefused(label, 'response');
  if (kind === 'microsoft' && isGuest(claims)) throw new DomainNotAllowed(label);
  const email = VERIFIED_EMAIL[kind](claims);
  if (email === null || !isPlainEmail(email)) throw new EmailUnverified(label);
  const domain = domainOf(email);
  if (!allowedDomains.includes(domain)) throw new DomainNotAllowed(label);
  // What Google says of the organization: a private account with a district's address has none.
  if (kind === 'google' && !isOneOf(allowedDomains, claims['hd'])) throw new DomainNotAllowed(label);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email,
    domain,
    name: nameOf(claims['name'], email),
    groups: groupsIn(groupsClaim, claims).groups,
  };
}

/**
 * A list of names, or one name, which is one group: names have blanks and commas of their own. `fault`: undefined where the
 * claim is missing, which says nothing about the provider.
 */
export function groupsIn(claim: string, claims: Claims): { groups: string[]; fault: GroupsFault | null | undefined } {
  const value = claims[claim];
  // Microsoft, for somebody of more than 200 groups.
  const elsewhere = claims['_claim_names'];
  if (value === undefined || value === null)
    return { groups: [], fault: isRecord(elsewhere) && claim in elsewhere ? 'elsewhere' : undefined };
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const groups = list.filter((each): each is string => typeof each === 'string' && each !== '').slice(0, MOST_GROUPS);
  return { groups, fault: list.every((each) => typeof each === 'string') ? null : 'not-names' };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** By kind: the address that the provider itself stands for, or null. */
const VERIFIED_EMAIL: Record<OpenProvider['kind'], (claims: Claims) => string | null> = {
  google: verifiedEmail,
  oidc: verifiedEmail,
  // Microsoft verifies no `email` unless it says so (`xms_edov`): anybody may write there. The name people sign in with is of a
  // domain that the tenant has proven to own.
  microsoft: (claims) => (isYes(claims['xms_edov']) ? textOf(claims['email']) : textOf(claims['preferred_username'])),
};

function verifiedEmail(claims: Claims): string | null {
  return claims['email_verified'] === true ? textOf(claims['email']) : null;
}

/** Guests of a Microsoft tenant belong to another organization. */
const isGuest = (claims: Claims): boolean =>
  claims['acct'] === 1 ||
  claims['acct'] === '1' ||
  String(claims['preferred_username']).toUpperCase().includes('#EXT#');

const isYes = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 'true';

const isOneOf = (domains: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && domains.includes(value.toLowerCase());

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Accounts are compared folded; an address that only looks like another one after folding is not that one. */
const isPlainEmail = (email: string): boolean =>
  email.length <= 254 && isEmail(email) && email.normalize('NFKC') === email;

function nameOf(name: unknown, email: string): string {
  const plain = typeof name === 'string' ? name.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim() : '';
  return [...(plain || email)].slice(0, 200).join('');
}
