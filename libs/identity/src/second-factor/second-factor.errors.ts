import { DomainError } from '@app/kernel';

const wrongCode = (message: string) => ({ errors: [{ field: 'code', message }] });

/** Wrong, too old, or used before: one answer for all. */
export class CodeRefused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'second-factor.code-refused';
  constructor() {
    super('This code is wrong or was used before', wrongCode('is wrong or was used before: wait for the next one'));
  }
}

/** After too many wrong ones in a row. */
export class OnlyBackupCodes extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'second-factor.only-backup-codes';
  constructor() {
    super(
      'Too many wrong codes came for this account: use a backup code, or ask another administrator to reset the second factor',
      wrongCode('is not taken any more: use a backup code'),
    );
  }
}

/** The password alone opens nothing but the page that asks for the code. */
export class SecondFactorDue extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'second-factor.due';
  constructor() {
    super('Enter the code of your authenticator app first');
  }
}

export class SecondFactorOff extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'second-factor.off';
  constructor() {
    super('This account has no second factor');
  }
}

/** No secret waits for its first code, or it waited too long. */
export class NoOffer extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'second-factor.no-offer';
  constructor() {
    super('The QR code is no longer valid: show a new one and scan it again');
  }
}

export class SecondFactorNeeded extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'second-factor.needed';
  constructor() {
    super('A role of this account needs the second factor: it can be replaced, not taken away');
  }
}

/** One's own is replaced on one's own page; another administrator resets it. */
export class OwnSecondFactor extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'second-factor.own';
  constructor() {
    super('Your own second factor is changed on your own page; if the phone is lost, another administrator resets it');
  }
}

export class OwnPasswordFirst extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'second-factor.own-password-first';
  constructor() {
    super('Somebody else set your password: choose your own first, then the second factor');
  }
}
