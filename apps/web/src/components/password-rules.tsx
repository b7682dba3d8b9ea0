import type { ReactNode } from 'react';
import { PASSWORD_LENGTH } from '../lib/password-problems.js';

/** The rules in the order in which they catch people. */
export const PasswordRules = (): ReactNode => (
  <>
    At least {PASSWORD_LENGTH} characters of any kind, blanks too: a few unrelated words do well. Your own name, the
    district’s, its schools’, years, rows of keys and well-known passwords count for almost nothing. It never expires.
  </>
);
