import type { OutgoingReason } from '@app/platform';
import type { GroupsFault, ProviderKind } from './provider.rules.js';

/** What an administrator reads: what is wrong, and where to mend it. */
const REASONS: Record<OutgoingReason, (host: string) => string> = {
  'not-https': (host) => `${host} would be called without https: a provider is reached by https only.`,
  'private-address': (host) =>
    `${host} is on a private network. A provider has to be reachable on the internet, because people sign in from anywhere.`,
  'unknown-host': (host) =>
    `There is no server called ${host}, or this server cannot look names up. Look for a typing error in the issuer, then at the network.`,
  certificate: (host) => `The certificate of ${host} is not valid: it has expired, or is for another name.`,
  unreachable: (host) => `${host} cannot be reached. Is it up, and does the firewall let this server out to it?`,
  redirect: (host) => `${host} sends on to another address. Enter the address where that ends as the issuer.`,
  'too-large': (host) => `${host} sends far more than a provider does. Is it one?`,
  'too-slow': (host) => `${host} took longer than 8 seconds. Try again; if it stays so, ask whoever runs it.`,
};

export const reasonWords = (reason: OutgoingReason, host: string): string => REASONS[reason](host);

/** @param found facts of the library's error and of its causes */
export function discoveryWords(
  issuer: string,
  found: readonly { code?: string; attribute?: unknown; body?: unknown; status?: unknown }[],
): string {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const other = found.find(({ attribute }) => attribute === 'issuer')?.body;
  if (isRecord(other) && typeof other['issuer'] === 'string') return issuerWords(other['issuer']);
  const status = found.find((each) => typeof each.status === 'number')?.status;
  if (typeof status === 'number' && status !== 200)
    return `${address} answers ${status}. The issuer is written differently: look it up in the provider’s console.`;
  return `${address} is not the description of a provider of OpenID Connect. Look the issuer up in the provider’s console.`;
}

export const issuerWords = (issuer: string): string =>
  `The provider calls itself ${issuer}. Enter exactly that as the issuer, if it is the right one.`;

/** http is for a provider on this machine alone, which tests may use. */
export const addressWords = (addresses: readonly string[]): string =>
  addresses.every((address) => address.startsWith('https:'))
    ? 'Its addresses are all https.'
    : 'Its addresses are on this machine and not all https: for tests only.';

interface ClientAnswer {
  passed: boolean;
  words: string;
}

/**
 * What the refusal of a made-up code says about the client.
 * @param error the provider's word; null: it took the code
 */
export function clientWords(kind: ProviderKind, error: string | null, redirect: string): ClientAnswer {
  if (error === null) return { passed: false, words: 'The provider took a code that nobody gave. Do not turn it on.' };
  if (error === 'invalid_client' || error === 'unauthorized_client')
    return {
      passed: false,
      words: 'The provider does not take the client id and the secret. Copy both anew from its console.',
    };
  if (/redirect/.test(error))
    return {
      passed: false,
      words: `The redirect address is not known there. Enter ${redirect} in the provider’s console.`,
    };
  if (error === 'invalid_grant' && kind !== 'microsoft')
    return { passed: true, words: 'Client id and secret are right: only the made-up code was refused.' };
  return {
    passed: true,
    words: 'The provider answers, but looks at the code first: whether the secret is right shows at the first sign-in.',
  };
}

const GROUPS: Record<GroupsFault, string> = {
  'not-names': 'neither a list of names nor one name',
  elsewhere: 'not in the token, but at another address, as Microsoft does for people in more than 200 groups',
};

/** People sign in all the same; what does not hold are the rules by group. */
export const groupsWords = (claim: string, fault: GroupsFault): string =>
  `At the newest sign-in “${claim}” was ${GROUPS[fault]}: rules by group give nothing. Have the provider send the names of the groups, fewer if need be, or change the claim that names them.`;

/** A key that can check signatures. */
export function signingKeys(body: unknown): number {
  if (!isRecord(body) || !Array.isArray(body['keys'])) return 0;
  return body['keys'].filter(
    (key) => isRecord(key) && (key['kty'] === 'RSA' || key['kty'] === 'EC') && (key['use'] ?? 'sig') === 'sig',
  ).length;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
