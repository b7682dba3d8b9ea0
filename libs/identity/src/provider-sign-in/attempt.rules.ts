import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Settings } from '@app/platform';

/** How long a person may take at the provider. */
export const ATTEMPT_MS = 10 * 60_000;

/** What a sign-in that is under way is known by: to the provider, in its token, at its token endpoint. */
export interface AttemptSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/**
 * All three from the cookie of the attempt, which the database knows by its hash only: nothing that is stored anywhere
 * completes a sign-in. 43 characters, as a verifier of PKCE must have at least.
 */
export function secretsOf(token: string): AttemptSecrets {
  const derive = (purpose: string): string => createHmac('sha256', token).update(purpose).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') };
}

/** In the same time, whatever differs. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export const attemptCookieName = ({ secureCookies }: Pick<Settings, 'secureCookies'>): string =>
  secureCookies ? '__Host-cubby-attempt' : 'cubby-attempt';

/** `Strict`: only our own page at the end of the way sends it. */
export const attemptCookieOptions = ({ secureCookies }: Pick<Settings, 'secureCookies'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: secureCookies, maxAge: ATTEMPT_MS / 1000 }) as const;
