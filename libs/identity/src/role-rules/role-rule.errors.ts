import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

export class RoleRuleNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'role-rule.not-found';
  constructor() {
    super('There is no such rule');
  }
}

export class RoleRuleExists extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'role-rule.exists';
  constructor() {
    super('There is this rule already');
  }
}

export class RoleRuleInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'role-rule.invalid';
  constructor(field: 'value' | 'role' | 'scope' | 'siteId', message: string) {
    super('The rule cannot be made like this', { errors: [{ field, message }] });
  }
}

mapConstraint('uq_role_rule', () => new RoleRuleExists());
mapConstraint('fk_role_rule_site', () => new RoleRuleInvalid('siteId', 'names a site that does not exist'));
