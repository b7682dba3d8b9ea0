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
  constructor() {
    super('The current password is wrong', {
      errors: [{ field: 'currentPassword', message: 'is not the current password' }],
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

/** Whoever set the password could still be the one who uses the account. */
export class PasswordOfAnother extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'account.password-of-another';
  constructor(name: string, days: number) {
    super(
      `Somebody else set the password of ${name}: for ${days} days what that account proposes or approves does not count`,
      { days },
    );
  }
}

export class RoleNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'role.not-found';
  constructor() {
    super('There is no such role');
  }
}

/** Roles that came with the product stay as they are: copy one to change it. */
export class RoleBuiltIn extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'role.built-in';
  constructor() {
    super('This role came with the product: make a copy and change that');
  }
}

export class RoleChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'role.version-conflict';
  constructor(version: number) {
    super('Somebody else changed this role in the meantime', { version });
  }
}

export class RoleNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'role.name-taken';
  constructor() {
    super('Another role has this name');
  }
}

export class NoSuchPermission extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'role.no-such-permission';
  constructor(codes: readonly string[]) {
    super('There is no such permission', {
      errors: [{ field: 'permissions', message: `names permissions that do not exist: ${codes.join(', ')}` }],
    });
  }
}

/** All who have the role would gain it at once, without a second person. */
export class RolePrivilegeHeld extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'role.privilege-held';
  constructor() {
    super('People have this role: make a copy with this permission, and give that one with a second person');
  }
}

/** Unknown, expired, revoked, or of an account that is disabled: one answer for all. */
export class TokenRefused extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'token.refused';
  constructor() {
    super('The token is not valid, or not any more');
  }
}

/** Sessions, the password and tokens are for people who sign in. */
export class TokenSessionOnly extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'token.session-only';
  constructor() {
    super('This address is for people who sign in, not for programs');
  }
}

export class TokenThrottled extends DomainError {
  readonly kind = 'throttled';
  readonly code = 'token.too-many-requests';
  constructor(retryAfterSeconds: number) {
    super(`Too many requests: wait ${retryAfterSeconds} seconds, then try again`, { retryAfterSeconds });
  }
}

export class TokenNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'token.not-found';
  constructor() {
    super('There is no such token');
  }
}

/** The request came twice; the token was shown with the first answer only. */
export class TokenMadeAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'token.made-already';
  constructor() {
    super('This token was made already and is not shown again: revoke it and make another');
  }
}

/** `errors` names the field: more than its maker may do, a day that is over or too far. */
export class TokenInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'token.invalid';
  constructor(field: 'permissions' | 'siteIds' | 'expiresOn', message: string) {
    super('The token cannot be made like this', { errors: [{ field, message }] });
  }
}

export class CardNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'card.not-found';
  constructor() {
    super('The account has no valid card');
  }
}

/** The request came twice; the code was shown with the first answer only. */
export class CardIssuedAlready extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'card.issued-already';
  constructor() {
    super('This card was issued already and its code is not shown again: issue another');
  }
}

mapConstraint('pk_account_card', () => new CardIssuedAlready());
mapConstraint('pk_api_token', () => new TokenMadeAlready());
mapConstraint('uq_account_email', () => new EmailTaken());
mapConstraint('fk_role_grant_site', () => new NoSuchSite());
mapConstraint('fk_grant_proposal_site', () => new NoSuchSite());
