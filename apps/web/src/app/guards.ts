import { redirect } from '@tanstack/react-router';
import { can, sessionQuery, type Session } from '../lib/session.js';
import { queryClient } from './query-client.js';

/** Thrown when the account may not open a page; `ErrorPage` shows it as 403. */
export class Forbidden extends Error {
  constructor(readonly what: string) {
    super(`No permission for ${what}`);
    this.name = 'Forbidden';
  }
}

/** Lets only signed-in accounts pass; others sign in first and come back. */
export async function signedIn({ location }: { location: { href: string } }): Promise<{ session: Session }> {
  const session = await queryClient.ensureQueryData(sessionQuery);
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
