import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

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
