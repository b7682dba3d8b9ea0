import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';
import type { PasswordFault } from './passwords/password.rules.js';
import { passwordMessage } from './passwords/password.rules.js';

/** E-mail and password do not belong together, or the account is disabled, or there is none: one answer for all. */
export class SignInRefused extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'session.sign-in-refused';
  constructor() {
    super('E-mail address or password is wrong');
  }
}

/** Too many guesses from this place. From another place the right password still works. */
export class TooManyGuesses extends DomainError {
  readonly kind = 'throttled';
  readonly code = 'session.too-many-guesses';
  constructor(retryAfterSeconds: number) {
    super(`Too many attempts: wait ${retryAfterSeconds} seconds, then try again`, { retryAfterSeconds });
  }
}

/**
 * Strangers in several places used up the guesses at this address, where there may be an account or none. Browsers and
 * places in which it was signed in before, single sign-on and an administrator who sets a password are free of it.
 */
export class AccountGuessedAt extends DomainError {
  readonly kind = 'throttled';
  readonly code = 'session.account-guessed-at';
  constructor(retryAfterSeconds: number) {
    super(
      `Too many wrong passwords came for this e-mail address from several places: wait ${retryAfterSeconds} seconds, or sign in where you did before`,
      { retryAfterSeconds },
    );
  }
}

export class SessionNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'session.not-found';
  constructor() {
    super('There is no such session');
  }
}

/** Inside of this lib and of the writes that prove a session: it ended or has other rights since it was read. */
export class SessionChanged extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'session.changed';
  constructor() {
    super('The session has changed: sign in again');
  }
}

/** It got a new token while the request was on its way with the former one: nothing was done, sent again it will be. */
export class SessionRenewed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'session.renewed';
  constructor() {
    super('The session was renewed at this very moment: try again', { retryAfterSeconds: 1 });
  }
}

/** The route has no access rule: nobody may call it until it has one. */
export class NoAccessRule extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'access.no-rule';
  constructor() {
    super('This address is not open to anybody');
  }
}

export class AccessRefused extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'access.forbidden';
  constructor() {
    super('This account may not do that');
  }
}

/** The permission must be held for the whole district: accounts have no site. */
export class DistrictWideOnly extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'access.district-wide-only';
  constructor(permission: string) {
    super('This needs the permission for the whole district', { permission });
  }
}

export class AccountNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'account.not-found';
  constructor() {
    super('There is no such account');
  }
}

export class EmailTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'account.email-taken';
  constructor() {
    super('Another account has this e-mail address');
  }
}

/** The account changed since the caller read it. `version` is the present one. */
export class AccountChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'account.version';
  constructor(version: number) {
    super('Somebody else changed this account in the meantime', { version });
  }
}

/** Somebody who can sign in must keep the IT admin role for the whole district. */
export class LastAdmin extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'account.last-admin';
  constructor() {
    super('This is the last account that can manage accounts; give the role to another one first');
  }
}

export class NoSuchRole extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'account.no-such-role';
  constructor() {
    super('There is no such role', { errors: [{ field: 'grants', message: 'names a role that does not exist' }] });
  }
}

export class NoSuchSite extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'account.no-such-site';
  constructor() {
    super('There is no such site', { errors: [{ field: 'grants', message: 'names a site that does not exist' }] });
  }
}

export class PasswordRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'password.refused';
  constructor(
    readonly fault: PasswordFault,
    field: string,
  ) {
    super('This password is not accepted', { fault, errors: [{ field, message: passwordMessage(fault) }] });
  }
}

export class CurrentPasswordWrong extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'password.current-wrong';
  constructor(field = 'currentPassword') {
    super('The current password is wrong', {
      errors: [{ field, message: 'is not the current password' }],
    });
  }
}

/** One's own password is changed with the current one, also by an admin. */
export class OwnPasswordNeedsCurrent extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'password.own-needs-current';
  constructor() {
    super('Change your own password on your own page, with the current one');
  }
}

/** The one-time code is wrong, too old, used, or has been guessed at too often; a new one comes with the next start. */
export class SetupCodeRefused extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'setup.code-refused';
  constructor() {
    super('The setup code is wrong or no longer valid; restart the server for a new one');
  }
}

/** The first account exists already. */
export class SetupDone extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'setup.done';
  constructor() {
    super('This installation is set up already');
  }
}

/** No grant with this id waits, or ever waited, for a second person. */
export class ProposalNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'account.proposal-not-found';
  constructor() {
    super('There is no such proposal');
  }
}

export class ProposalDecided extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'account.proposal-decided';
  constructor(state: string) {
    super('Somebody has decided this already', { state });
  }
}

/** Whoever proposed a grant, and whoever would get it, cannot approve it. */
export class SecondPersonNeeded extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'account.second-person';
  constructor() {
    super('Another administrator has to approve this');
  }
}

/** Whoever set the password, or the provider that vouches, could still be the one who uses the account. */
export class PasswordOfAnother extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'account.password-of-another';
  constructor(name: string, days: number) {
    super(
      `Somebody else set the password of ${name}, or its sign-in was linked to a provider: for ${days} days what that account proposes or approves does not count`,
      { days },
    );
  }
}

mapConstraint('uq_account_email', () => new EmailTaken());
mapConstraint('fk_role_grant_site', () => new NoSuchSite());
mapConstraint('fk_grant_proposal_site', () => new NoSuchSite());
