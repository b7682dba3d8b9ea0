/** A member of staff, as the roster says. */
export interface StaffMember {
  personId: string;
  email: string | null;
  displayName: string;
  /** In the roster's words: `teacher`, `administrator`. */
  rosterRole: string | null;
  siteIds: readonly string[];
}

/**
 * What became of a member's account. `kept`: it was theirs before; `returned`: it had ended when they left;
 * `disabled`: by somebody, and it stays so; `email-of-another`: the account with this address is another person's.
 */
export const STAFF_OUTCOMES = [
  'made',
  'linked',
  'kept',
  'returned',
  'disabled',
  'no-rule',
  'no-email',
  'email-of-another',
] as const;
export type StaffOutcome = (typeof STAFF_OUTCOMES)[number];

/** What is known of a member's account beforehand. */
export interface StaffMatch {
  /** Of the account that is theirs; null: none is. */
  ownState: 'active' | 'disabled' | null;
  /** It was disabled because they left. */
  ownLeft: boolean;
  /** Whether an account has their address: nobody's yet, or another person's. */
  byEmail: 'free' | 'of-another' | null;
}

export function staffOutcome(match: StaffMatch, email: string | null, hasGrants: boolean): StaffOutcome {
  if (match.ownState === 'active') return 'kept';
  if (match.ownState === 'disabled') return match.ownLeft ? 'returned' : 'disabled';
  if (email === null) return 'no-email';
  if (match.byEmail !== null) return match.byEmail === 'free' ? 'linked' : 'email-of-another';
  return hasGrants ? 'made' : 'no-rule';
}

/** An address that can be that of an account, or null. */
export const accountEmail = (email: string | null): string | null => {
  const trimmed = email?.trim() ?? '';
  return trimmed.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed) ? trimmed : null;
};

export const domainOf = (email: string | null): string => (email?.split('@').at(-1) ?? '').toLowerCase();
