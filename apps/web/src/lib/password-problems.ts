import type { FieldProblem } from '../components/form-problems.js';

/** Without a second factor (NIST SP 800-63B-4); the server decides. */
export const PASSWORD_LENGTH = 15;

export function passwordProblems(password: string, again: string): FieldProblem[] {
  if ([...password].length < PASSWORD_LENGTH)
    return [{ field: 'password', message: `Enter a password of at least ${PASSWORD_LENGTH} characters` }];
  return password === again ? [] : [{ field: 'again', message: 'Repeat the password exactly' }];
}
