import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

/** No such cart, or one outside the viewer's scope. */
export class CartNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'cart.not-found';
  constructor() {
    super('There is no such cart');
  }
}

export class CartCodeTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'cart.code-taken';
  constructor() {
    super('Another cart or room of the district has this code');
  }
}

export class CartCodeReserved extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'cart.code-reserved';
  constructor() {
    super('The desk could not read this code back', {
      errors: [{ field: 'code', message: 'must be a code that can be scanned' }],
    });
  }
}

/** Devices stand in slots that the change would take away. */
export class CartInUse extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'cart.in-use';
  constructor(lastSlot: number) {
    super(`There are devices in the cart, up to slot ${lastSlot}`, { lastSlot });
  }
}

export class CartRoomElsewhere extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'cart.room-elsewhere';
  constructor() {
    super('The room is not one of the site', { errors: [{ field: 'roomId', message: 'must be a room of the site' }] });
  }
}

export class CartResponsibleUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'cart.responsible-unknown';
  constructor() {
    super('Nobody of the staff has this id', {
      errors: [{ field: 'responsibleId', message: 'must be an active member of staff' }],
    });
  }
}

mapConstraint('ck_cart_in_use', ({ detail }) => new CartInUse(Number(detail)));
mapConstraint('uq_cart_code', () => new CartCodeTaken());
mapConstraint('ck_cart_code', () => new CartCodeReserved());
