import { DomainError } from '@app/kernel';
import type { FactorReason } from './role.rules.js';

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

const KEPT: Record<FactorReason, string> = {
  accounts: 'This role manages accounts: whoever came in with a password alone could become anybody',
  money: 'Finance approves what is written off: a password alone is too little for that',
};

export class RoleKeepsFactor extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'role.keeps-second-factor';
  constructor(reason: FactorReason) {
    super(KEPT[reason], { reason });
  }
}
