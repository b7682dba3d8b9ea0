import type { Problem } from './api.js';

/** Why signing in failed, in words that say what to do. `providers`: there is a button for single sign-on. */
export function signInWords(problem: Problem, providers = false): string {
  if (problem.status === 401) return 'E-mail and password do not match an account. Check both and try again.';
  if (problem.code === 'session.account-guessed-at') return guessedAtWords(problem, providers);
  if (problem.status === 429) return `Too many tries. Wait ${waitWords(problem)}, then try again.`;
  if (problem.code === 'network.unreachable') return 'The server cannot be reached. Check the network and try again.';
  const words = problem.detail ?? problem.title;
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Somebody else's guesses closed it: the owner reads what still opens, and who helps. */
const guessedAtWords = (problem: Problem, providers: boolean): string =>
  [
    'Too many wrong passwords came for this e-mail address from several places.',
    `In a browser that is new to the account, a password works again in ${waitWords(problem)}.`,
    `Until then sign in ${providers ? 'with the button of single sign-on, or ' : ''}in a browser in which you did before, or ask an administrator to set a new password for you.`,
  ].join(' ');

function waitWords({ retryAfterSeconds }: Problem): string {
  if (retryAfterSeconds === undefined) return 'a few minutes';
  if (retryAfterSeconds <= 90) return retryAfterSeconds === 1 ? 'a second' : `${retryAfterSeconds} seconds`;
  return `${Math.ceil(retryAfterSeconds / 60)} minutes`;
}
