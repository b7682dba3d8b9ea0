import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

/** The password was right, but the district signs in by its provider. */
export class PasswordsAreOff extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'session.single-sign-on-only';
  constructor() {
    super('This district signs in with single sign-on: use the button of your school account');
  }
}

export class BreakGlassNeedsPassword extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'break-glass.no-password';
  constructor() {
    super('An emergency account signs in with a password: set one first');
  }
}

export class BreakGlassNeedsAdmin extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'break-glass.not-admin';
  constructor() {
    super(
      'An emergency account must be able to put things right: give it the IT admin role for the whole district first',
    );
  }
}

/** While single sign-on is demanded, one account must be able to come in without it. */
export class LastBreakGlass extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'break-glass.last';
  constructor() {
    super('This is the last emergency account that can sign in: let everybody sign in with a password first');
  }
}

export class NoBreakGlass extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'sign-in-policy.no-break-glass';
  constructor() {
    super('Mark an administrator with a password and a second factor as an emergency account first');
  }
}

export class NoProviderYet extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'sign-in-policy.no-provider';
  constructor() {
    super('No provider for single sign-on is switched on: nobody could sign in');
  }
}

export class SignInPolicyChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'sign-in-policy.version-conflict';
  constructor(version: number) {
    super('Somebody else changed how people sign in meanwhile', { version });
  }
}

mapConstraint('ck_account_last_break_glass', () => new LastBreakGlass());
