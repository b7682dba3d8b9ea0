import { DomainError } from '@app/kernel';

/** How somebody can show who is there: the password, a code where there is none, else a new sign-in. */
export const PROOFS = ['password', 'code', 'sign-in'] as const;
export type Proof = (typeof PROOFS)[number];

/** The session may have been left alone since it was opened. */
export class ProofNeeded extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'session.proof-needed';
  constructor(by: Proof) {
    super('Show first that it is you', { by });
  }
}
