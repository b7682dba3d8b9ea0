export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'throttled' | 'unavailable';

/** Plain facts that a caller may see: ids, states, days. Never a name. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** A refusal in the words of the domain. One filter turns it into an HTTP answer; services never speak HTTP. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  /** Stable, dotted, kebab-case: `loan.device-held`. */
  abstract readonly code: string;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
