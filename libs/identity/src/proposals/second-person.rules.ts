const DAY_MS = 86_400_000;

/** So long somebody else may still know how to sign in; the owner of the account would have noticed by then. */
export const FOREIGN_DAYS = 3;

/** Of what an account signs in with. */
export interface PasswordOrigin {
  /** When somebody else set it; null: nobody ever did. */
  setAt: string | null;
  /** When the account chose its own since; null: not yet. */
  chosenAt: string | null;
  /** When it was linked to a provider last, but not from a session of its own; null: never. Whoever set the provider up could have vouched. */
  linkedAt?: string | null;
}

/**
 * Whether an account stands for a person of its own. Otherwise whoever set its password could propose as one person and
 * approve as the other, also through a third account.
 */
export const isOwnPerson = ({ setAt, chosenAt, linkedAt = null }: PasswordOrigin, now: Date): boolean =>
  (setAt === null || (chosenAt !== null && isLongAgo(setAt, now))) && (linkedAt === null || isLongAgo(linkedAt, now));

const isLongAgo = (instant: string, now: Date): boolean => now.getTime() >= Date.parse(instant) + FOREIGN_DAYS * DAY_MS;
