import { DomainError } from '@app/kernel';

export class IdentityNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'account.identity-not-found';
  constructor() {
    super('This account is not linked to that provider any more');
  }
}
