const DAY_MS = 86_400_000;

/** So long somebody else may still know how to sign in; the owner of the account would have noticed by then. */
export const FOREIGN_DAYS = 3;

/** Of an account's password. */
export interface PasswordOrigin {
  /** When somebody else set it; null: nobody ever did. */
  setAt: string | null;
  /** When the account chose its own since; null: not yet. */
  chosenAt: string | null;
}

/**
 * Whether an account stands for a person of its own. Otherwise whoever set its password could propose as one person and
 * approve as the other, also through a third account.
 */
export const isOwnPerson = ({ setAt, chosenAt }: PasswordOrigin, now: Date): boolean =>
  setAt === null || (chosenAt !== null && now.getTime() >= Date.parse(setAt) + FOREIGN_DAYS * DAY_MS);
