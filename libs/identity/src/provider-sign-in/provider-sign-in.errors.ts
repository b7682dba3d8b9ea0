import { DomainError } from '@app/kernel';

/** Too old, used already, of another browser, or of a provider that was changed since: one answer for all. */
export class SignInAttemptOver extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'sign-in.attempt-over';
  constructor() {
    super('This sign-in is over, or was begun in another browser: start again from the sign-in page');
  }
}

/** There is none with this id, or it is turned off. */
export class ProviderOff extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'sign-in.provider-off';
  constructor() {
    super('This way to sign in is turned off; ask your district’s IT if you need it');
  }
}

export class ProviderUnreachable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'sign-in.provider-unreachable';
  constructor(label: string, cause?: unknown) {
    super(`${label} does not answer at the moment; wait a minute, then try again`);
    this.cause = cause;
  }
}

/** Why an answer of a provider was not believed. Not for people: it tells an administrator where to look. */
export type AnswerFault =
  | 'algorithm'
  | 'audience'
  | 'client'
  | 'code'
  | 'expired'
  | 'issuer'
  | 'key'
  | 'nonce'
  | 'not-yet-valid'
  | 'response'
  | 'signature';

export class ProviderAnswerRefused extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.answer-refused';
  constructor(
    label: string,
    readonly fault: AnswerFault,
    cause?: unknown,
  ) {
    super(`The answer of ${label} could not be trusted; try again, and if it happens again tell your district’s IT`, {
      fault,
    });
    this.cause = cause;
  }
}

export class EmailUnverified extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.email-unverified';
  constructor(label: string) {
    super(`${label} has not verified your e-mail address; ask your district’s IT to verify it`);
  }
}

/** A private account, one of another organization, a guest of the district's. */
export class DomainNotAllowed extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.domain-not-allowed';
  constructor(label: string) {
    super(`This is not an account of the district; sign in to ${label} with your school account`);
  }
}

export class NoAccountYet extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.no-account';
  constructor() {
    super('You have no account in Cubby yet; ask your school’s office or your district’s IT for one');
  }
}

export class AccountIsDisabled extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.account-disabled';
  constructor() {
    super('Your account in Cubby is turned off; ask your district’s IT if that is a mistake');
  }
}

/** The same address, but another person at the provider: an address that was given to somebody else, perhaps. */
export class OtherIdentity extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.other-identity';
  constructor(label: string) {
    super(
      `The account in Cubby with your e-mail address belongs to another account of ${label}; ask your district’s IT to link it anew`,
    );
  }
}

/** An address alone links no account that manages others: whoever sets up a provider could vouch for any address. */
export class LinkNeedsSession extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'sign-in.link-needs-session';
  constructor(label: string) {
    super(`Your account manages others: sign in with your password, then link it to ${label} on the page My sessions`);
  }
}
