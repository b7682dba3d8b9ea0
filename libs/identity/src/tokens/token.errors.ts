import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

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

mapConstraint('pk_api_token', () => new TokenMadeAlready());
