import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

export class ProviderNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'provider.not-found';
  constructor() {
    super('There is no such provider');
  }
}

/** `version` is the present one. */
export class ProviderChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'provider.version-conflict';
  constructor(version: number) {
    super('Somebody else changed this provider in the meantime', { version });
  }
}

/** Issuer and subject are who somebody is: one issuer is one provider. */
export class IssuerTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'provider.issuer-taken';
  constructor() {
    super('Another provider has this issuer', {
      errors: [{ field: 'issuer', message: 'is that of another provider' }],
    });
  }
}

/** While single sign-on is demanded, what people sign in with stays as it is. */
export class LastProvider extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'provider.last-one';
  constructor() {
    super(
      'Everybody signs in with this provider alone: let everybody sign in with a password first, then turn it off or point it elsewhere',
    );
  }
}

/** Who signed in with it is known by it, and by nothing else. */
export class ProviderInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'provider.in-use';
  constructor(accounts: number) {
    super(
      `${accounts === 1 ? 'An account signs' : `${accounts} accounts sign`} in with this provider, so it cannot be removed: turn it off instead`,
      { accounts },
    );
  }
}

export class ProviderInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'provider.invalid';
  constructor(field: string, message: string) {
    super('The provider cannot be set up like this', { errors: [{ field, message }] });
  }
}

mapConstraint('ck_identity_provider_last', () => new LastProvider());
mapConstraint('uq_identity_provider_issuer', () => new IssuerTaken());
mapConstraint('fk_account_identity_provider', () => new ProviderInUse(1));
