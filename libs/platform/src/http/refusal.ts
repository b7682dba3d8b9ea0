/** One field of a request and what is wrong with it. `field` is a path: `lines.2.amountCents`. */
export interface FieldError {
  field: string;
  message: string;
}

/**
 * A request that the HTTP layer itself refuses, before any use case ran: malformed, too large, from another origin.
 * Services throw `DomainError`s instead; they know nothing of HTTP.
 */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    /** Stable, dotted, kebab-case: `request.too-large`. */
    readonly code: string,
    title: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(title);
    this.name = 'RequestRefused';
  }
}

/** The request is understood, but a value in it is not allowed: 400 with the fields named. */
export const invalidRequest = (errors: readonly FieldError[]): RequestRefused =>
  new RequestRefused(400, 'request.invalid', 'The request has values that are not allowed', errors);

/** One field, one message. */
export const invalidField = (field: string, message: string): RequestRefused => invalidRequest([{ field, message }]);
