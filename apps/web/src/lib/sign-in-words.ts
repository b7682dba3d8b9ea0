import type { Problem } from './api.js';

/** Why signing in failed, in a sentence that says what to do. */
export function signInWords(problem: Problem): string {
  if (problem.status === 401) return 'E-mail and password do not match an account. Check both and try again.';
  if (problem.status === 429) return 'Too many tries. Wait a few minutes, then try again.';
  if (problem.code === 'network.unreachable') return 'The server cannot be reached. Check the network and try again.';
  const words = problem.detail ?? problem.title;
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
