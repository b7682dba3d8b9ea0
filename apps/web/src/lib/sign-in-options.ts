import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from './api.js';

export type OfferedProvider = Dto<'OfferedProviderDto'>;

/** What the sign-in page offers. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => ask<Dto<'SignInOptionsDto'>>(api.GET('/api/v1/sign-in-options', { signal })),
  staleTime: 60_000,
  retry: false,
});

/** Whether a password is an ordinary way in: not where the district leaves it to emergency accounts. */
export const asksForPasswords = (options: Dto<'SignInOptionsDto'> | undefined): boolean =>
  options?.passwords !== 'break-glass' || options.providers.length === 0;

/** The longest way back that the server takes along. */
const LONGEST = 2_000;

/**
 * Goes to the provider; the browser comes back to `/sign-in/callback`.
 * @param next a path of this site
 */
export async function leaveFor({ id }: OfferedProvider, next: string): Promise<void> {
  const body = { providerId: id, next: next.length > LONGEST ? '/' : next };
  const { address } = await ask<Dto<'BegunSignInDto'>>(api.POST('/api/v1/sign-in-attempts', { body }));
  window.location.assign(address);
}
