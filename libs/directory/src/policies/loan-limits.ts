import type { PolicyField, PolicyKind } from './policy.js';

const limit = (field: string, column: string, label: string): PolicyField => ({
  field,
  column,
  label,
  description: `How many a person may have at once where the program of the site and grade says nothing.`,
  affects: ['O15'],
  allowed: { min: 0, max: 99, unit: 'devices' },
});

/** One entry for each type of loan. Circulation registers it: it knows who is over a limit. */
export const LOAN_LIMITS: Omit<PolicyKind, 'effects'> = {
  kind: 'loan-limits',
  label: 'Loan limits',
  description: 'How many devices of each type of loan a person may have where no program decides.',
  table: 'policy_loan_limit',
  keyColumn: 'person_kind',
  keys: [
    { key: 'student', label: 'Students' },
    { key: 'staff', label: 'Staff' },
  ],
  fields: [
    limit('limitOneToOne', 'limit_one_to_one', '1:1 devices'),
    limit('limitDaily', 'limit_daily', 'Loaners for a day'),
    limit('limitLong', 'limit_long', 'Longer loans'),
    limit('limitInSchool', 'limit_in_school', 'Loans for the school day'),
    limit('limitSummer', 'limit_summer', 'Loans over the summer'),
  ],
};
