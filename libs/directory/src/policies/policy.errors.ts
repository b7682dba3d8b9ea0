import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

export class PolicyNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'policy.not-found';
  constructor() {
    super('There is no such policy');
  }
}

/** A change was planned since the caller read the policy. */
export class PolicyChanged extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'policy.changed';
  constructor() {
    super('Somebody else planned a change of this policy meanwhile');
  }
}

/** The start is in the past, or not after that of the change planned before. */
export class PolicyDayWrong extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'policy.day';
  constructor(message: string) {
    super('The change cannot start on this day', { errors: [{ field: 'startsOn', message }] });
  }
}

export class PolicyValuesWrong extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'policy.values';
  constructor(errors: readonly { field: string; message: string }[]) {
    super('The change has values that the policy does not know', { errors });
  }
}

/** What is in force, or was, is history. */
export class PolicyInForce extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'policy.in-force';
  constructor() {
    super('This is in force already: plan a change instead');
  }
}

/** Later changes were planned on top of this one. */
export class PolicyNotLast extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'policy.not-last';
  constructor() {
    super('Another change is planned after this one: take that back first');
  }
}

for (const name of ['desk', 'loan_limit', 'missing_step', 'standards'])
  mapConstraint(`ex_policy_${name}_overlap`, () => new PolicyChanged());
