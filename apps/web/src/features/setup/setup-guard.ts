import { redirect } from '@tanstack/react-router';
import { queryClient } from '../../lib/query-client.js';
import { setupQuery } from './setup-query.js';

/** A server that cannot say is taken for one that is set up: the sign-in page tells what is wrong with it. */
const isNeeded = async (): Promise<boolean> =>
  (await queryClient.ensureQueryData(setupQuery).catch(() => ({ needed: false }))).needed;

/** Before signing in there must be an account. */
export async function setupFirst(): Promise<void> {
  if (await isNeeded()) redirect({ to: '/setup', throw: true });
}

/** The first run happens once. */
export async function onlyForSetup(): Promise<void> {
  if (!(await isNeeded())) redirect({ to: '/sign-in', throw: true });
}
