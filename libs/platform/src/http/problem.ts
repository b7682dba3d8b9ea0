import { HttpException } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import type { ErrorKind } from '@app/kernel';
import { translate } from '../database/errors.js';
import type { FieldError } from './refusal.js';
import { RequestRefused } from './refusal.js';

/** RFC 9457, with a stable `code`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** Stable, dotted, kebab-case; what a program decides by. */
  code: string;
  detail?: string;
  /** Which fields are wrong, for 400 and some 422. */
  errors?: readonly FieldError[];
  /** Facts of a refusal: ids, states, days. Never a name. */
  details?: Readonly<Record<string, unknown>>;
  /** Only on 500: what a person quotes to whoever reads the log. */
  errorId?: string;
}

/** What the filter does with an exception. `unexpected` ones are logged with their stack. */
export interface ProblemAnswer {
  problem: Problem;
  retryAfterSeconds?: number;
  unexpected: boolean;
}

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  throttled: 429,
  unavailable: 503,
};

/** Codes of what frameworks refuse by a bare status. Their own words are not passed on: they may quote the request. */
const BY_STATUS: Record<number, readonly [code: string, title: string]> = {
  400: ['request.malformed', 'The request cannot be read'],
  401: ['session.required', 'Sign in first'],
  403: ['access.forbidden', 'This account may not do that'],
  404: ['request.no-such-route', 'There is nothing at this address'],
  405: ['request.no-such-route', 'This address does not take that method'],
  406: ['request.not-acceptable', 'The answer is not available in that form'],
  408: ['request.too-slow', 'The request took too long to arrive'],
  413: ['request.too-large', 'The request is too large'],
  414: ['request.address-too-long', 'The address is too long'],
  415: ['request.unsupported-media-type', 'This address does not take that type of content'],
  416: ['request.range', 'The range cannot be served'],
  429: ['request.throttled', 'Too many requests; wait a moment'],
  431: ['request.headers-too-large', 'The headers are too large'],
  503: ['server.unavailable', 'Not available at the moment; try again'],
};

const UNEXPECTED: readonly [string, string] = ['server.failed', 'Something went wrong on our side'];

/** The one place where an exception of any kind becomes an HTTP problem. Pure. */
export function problemOf(exception: unknown, newErrorId: () => string): ProblemAnswer {
  if (exception instanceof DomainError) return fromDomain(exception);
  if (exception instanceof RequestRefused) {
    const { status, code, message, errors } = exception;
    return { problem: { ...base(status, code, message), ...(errors.length ? { errors } : {}) }, unexpected: false };
  }
  const translated = translate(exception);
  if (translated instanceof DomainError) return fromDomain(translated);
  const status = exception instanceof HttpException ? exception.getStatus() : frameworkStatus(exception);
  const known = status === null ? undefined : BY_STATUS[status];
  if (status !== null && status < 500) {
    return {
      problem: base(status, ...(known ?? (['request.refused', 'The request is refused'] as const))),
      unexpected: false,
    };
  }
  if (status === 503 && known) return { problem: base(503, ...known), retryAfterSeconds: 2, unexpected: false };
  return { problem: { ...base(500, ...UNEXPECTED), errorId: newErrorId() }, unexpected: true };
}

function fromDomain(error: DomainError): ProblemAnswer {
  const { errors, retryAfterSeconds, ...details } = error.details as {
    errors?: readonly FieldError[];
    retryAfterSeconds?: number;
  };
  const problem: Problem = base(STATUS[error.kind], error.code, error.message);
  if (errors?.length) problem.errors = errors;
  if (Object.keys(details).length > 0) problem.details = details;
  const waits = error.kind === 'throttled' || error.kind === 'unavailable';
  return { problem, unexpected: false, ...(waits ? { retryAfterSeconds: retryAfterSeconds ?? 2 } : {}) };
}

const base = (status: number, code: string, title: string): Problem => ({
  type: `urn:cubby:problem:${code}`,
  title,
  status,
  code,
});

/** The status that Fastify, its plugins or Node's parser put on their errors. */
function frameworkStatus(exception: unknown): number | null {
  if (!(exception instanceof Error)) return null;
  const { statusCode, code } = exception as Error & { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 600) return statusCode;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNABORTED' ? 400 : null;
}
