import type { Dto } from '../../lib/api.js';

/** What a provider put into the address, or why it sent nobody. */
export type Arrival = { sent: Dto<'FinishSignInDto'> } | { refusal: string };

const CANCELLED = 'You were not signed in there, or did not agree. Try again, or choose another way to sign in.';
const EMPTY = 'This page finishes a sign-in and opens nothing by itself. Begin on the sign-in page.';
const FAILED = 'The provider could not sign you in. Try again; if it happens again, tell your district’s IT.';

/** The words that a provider sends along are not shown: anybody can write them into an address. */
export function arrivalOf(search: string): Arrival {
  const params = new URLSearchParams(search);
  const [code, state, iss, error] = ['code', 'state', 'iss', 'error'].map((name) => params.get(name));
  if (code && state) return { sent: { code, state, ...(iss && { iss }) } };
  if (!error) return { refusal: EMPTY };
  return { refusal: error === 'access_denied' || error === 'consent_required' ? CANCELLED : FAILED };
}
