import { Injectable } from '@nestjs/common';
import type { PolicyKind } from './policy.js';
import { PolicyNotFound } from './policy.errors.js';

/** The policies of all libs, in the order of the libs. */
@Injectable()
export class PolicyRegistry {
  private readonly kinds = new Map<string, PolicyKind>();

  /** Called once, by the lib whose table it is. */
  register(policy: PolicyKind): void {
    this.kinds.set(policy.kind, policy);
  }

  all(): PolicyKind[] {
    return [...this.kinds.values()];
  }

  /** @throws PolicyNotFound */
  find(kind: string): PolicyKind {
    const policy = this.kinds.get(kind);
    if (!policy) throw new PolicyNotFound();
    return policy;
  }
}
