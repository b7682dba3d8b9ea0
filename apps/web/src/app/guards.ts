import { redirect } from '@tanstack/react-router';
import { can, sessionQuery, type Session } from '../lib/session.js';
import { queryClient } from '../lib/query-client.js';

/** Thrown when the account may not open a page; `ErrorPage` shows it as 403. */
export class Forbidden extends Error {
  constructor(readonly what: string) {
    super(`No permission for ${what}`);
    this.name = 'Forbidden';
  }
}

const PASSWORD = '/account/password';
const CODE = '/sign-in/code';
const FACTOR = '/account/second-factor';

/** The only page that a session without all of its proofs has: the code first, then an own password, then a factor. */
function onlyPage({ account }: Session): typeof CODE | typeof PASSWORD | typeof FACTOR | null {
  if (account.secondFactor === 'due') return CODE;
  if (account.mustChangePassword) return PASSWORD;
  return account.secondFactor === 'missing' ? FACTOR : null;
}

/** Lets only signed-in accounts pass, with everything that they sign in with; others see to that first and come back. */
export async function signedIn({
  location,
}: {
  location: { href: string; pathname: string };
}): Promise<{ session: Session }> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  const only = session && onlyPage(session);
  if (only && location.pathname !== only) redirect({ to: only, search: { next: location.href }, throw: true });
  if (session) return { session };
  redirect({ to: '/sign-in', search: { next: location.href }, throw: true });
  throw new Error('unreachable: redirect throws');
}

/** A page for accounts that hold one of the permissions at some site. The server decides again on every request. */
export const needs =
  (what: string, ...anyOf: string[]) =>
  ({ context }: { context: { session: Session } }): void => {
    if (!anyOf.some((permission) => can(context.session, permission))) throw new Forbidden(what);
  };
