import { DomainError } from '@app/kernel';

export class BulkRunNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'bulk.not-found';
  constructor() {
    super('There is no such change of many devices');
  }
}

export class BulkStateConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'bulk.state-conflict';
  constructor(state: string) {
    super('The change of many devices is not at the point where this can be done', { state });
  }
}

export class BulkTooMany extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'bulk.too-many';
  constructor(most: number) {
    super(`One change takes at most ${most.toLocaleString('en-US')} devices: narrow the list`, { most });
  }
}

export class BulkReasonNeeded extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'bulk.reason-needed';
  constructor(above: number) {
    super(`A change of more than ${above.toLocaleString('en-US')} devices needs a reason`, {
      above,
      errors: [{ field: 'reason', message: 'say why so many devices change' }],
    });
  }
}

/** E23. */
export class TransferReasonNeeded extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'bulk.transfer-reason-needed';
  constructor(leaving: number) {
    super('Devices that leave the program whose money bought them need a reason', {
      leaving,
      errors: [{ field: 'reason', message: 'say why they leave the program that bought them' }],
    });
  }
}
