import { types } from 'node:util';
import type { ErrorDetails, ErrorKind } from '@app/kernel';
import { DomainError } from '@app/kernel';

/** What Postgres says about a statement that failed; never its values. */
export interface DatabaseFault extends Error {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly detail?: string;
}

/** The database is away, restarting, full, or does not answer. Nothing was written; the caller may try again. */
export class DatabaseUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'database.unavailable';
  constructor(cause: unknown) {
    super('The database cannot be reached at the moment');
    this.cause = cause;
  }
}

/** The statement or the lock took longer than allowed; it was cancelled and nothing was written. */
export class DatabaseBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'database.busy';
  constructor(cause: unknown) {
    super('The database took too long to answer');
    this.cause = cause;
  }
}

/** A value that passed the checks before but that Postgres cannot hold: a NUL character, a number out of range. */
export class ValueNotStorable extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'database.value-not-storable';
  constructor(cause: unknown) {
    super('A value cannot be stored');
    this.cause = cause;
  }
}

/** The `Idempotency-Key` was used before for something else. */
export class IdempotencyKeyReused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'idempotency.key-reused';
  constructor() {
    super('This Idempotency-Key was used before for another request');
  }
}

/** A refusal raised inside an SQL function: see `SQL_REFUSALS`. */
export class SqlRefusal extends DomainError {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    details: ErrorDetails,
  ) {
    super(code, details);
  }
}

/**
 * How an SQL function refuses: `RAISE EXCEPTION 'loan.device-held' USING ERRCODE = 'CB409', DETAIL = '{"deviceId": …}'`.
 * The message is the stable code, the optional detail a JSON object with ids, states and days only.
 */
const SQL_REFUSALS: Readonly<Record<string, ErrorKind>> = {
  CB422: 'invalid',
  CB403: 'forbidden',
  CB404: 'not-found',
  CB409: 'conflict',
};

export type ConstraintRefusal = (fault: DatabaseFault) => DomainError;
const constraints = new Map<string, ConstraintRefusal>();

/**
 * Says in the words of the domain what a violated constraint means: `mapConstraint('uq_site_code', () => new SiteCodeTaken())`.
 * Unique, foreign key, check and exclusion constraints, and unique indexes. Call it once, beside the error.
 */
export function mapConstraint(name: string, refusal: ConstraintRefusal): void {
  constraints.set(name, refusal);
}

const UNAVAILABLE = /^(08\w{3}|57P0[1-5]|53\w{3}|25P03|28\w{3}|3D000)$/;
const BUSY = /^(57014|55P03)$/;
const NOT_STORABLE = /^(22021|22P05|22003|22007|22008)$/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;
/** The driver gives these no code. */
const LOST =
  /timeout exceeded when trying to connect|connection timeout|Connection terminated|Query read timeout|connection error and is not queryable|Client was closed|Cannot use a pool after calling end/i;

/** The fault of the driver, also from inside TypeORM's wrapper. */
export function faultOf(error: unknown): (Error & Partial<DatabaseFault>) | null {
  // Not `instanceof`: an error of Node's own network code is another realm's in a test.
  if (!types.isNativeError(error)) return null;
  const inner = (error as { driverError?: unknown }).driverError;
  return types.isNativeError(inner) ? inner : error;
}

/** Whether the connection may no longer be used, or never came about. */
export function isConnectionLost(error: unknown): boolean {
  const fault = faultOf(error);
  if (!fault) return false;
  const code = fault.code ?? '';
  return UNAVAILABLE.test(code) || NETWORK.test(code) || LOST.test(fault.message) || isLostInside(fault);
}

/** A host with several addresses fails once for each. */
const isLostInside = (error: Error & { errors?: unknown }): boolean =>
  Array.isArray(error.errors) && error.errors.some((inner) => isConnectionLost(inner));

/** The refusal that a failed statement stands for; what nobody foresaw comes back unchanged and becomes a 500. */
export function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const fault = faultOf(error);
  if (!fault) return error;
  if (isConnectionLost(fault)) return new DatabaseUnavailable(error);
  const code = fault.code ?? '';
  if (BUSY.test(code)) return new DatabaseBusy(error);
  if (NOT_STORABLE.test(code)) return new ValueNotStorable(error);
  if (code in SQL_REFUSALS) return new SqlRefusal(SQL_REFUSALS[code], fault.message, parseDetail(fault.detail));
  const refusal = fault.constraint === undefined ? undefined : constraints.get(fault.constraint);
  return refusal ? withCause(refusal(fault as DatabaseFault), error) : withoutValues(error as Error, fault);
}

/** What goes on to the log must not quote rows: `Key (name)=(…)`, bound parameters. */
function withoutValues(error: Error, fault: Error): Error {
  for (const part of ['detail', 'where', 'internalQuery', 'parameters']) {
    for (const holder of [error, fault]) {
      if (part in holder) Reflect.set(holder, part, undefined);
    }
  }
  return error;
}

function withCause(refusal: DomainError, cause: unknown): DomainError {
  refusal.cause ??= cause;
  return refusal;
}

function parseDetail(detail: string | undefined): ErrorDetails {
  try {
    const parsed: unknown = JSON.parse(detail ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as ErrorDetails) : {};
  } catch {
    return {};
  }
}

const RETRIED_CONSTRAINTS = new Set(['uq_loan_open', 'ex_loan_overlap']);

/** Whether the same transaction, run again, may well succeed: a lost race, not a refusal. */
export function isWorthRetrying(error: unknown): boolean {
  const fault = faultOf(error);
  const code = fault?.code;
  if (code === '40001' || code === '40P01') return true;
  return (code === '23505' || code === '23P01') && RETRIED_CONSTRAINTS.has(fault?.constraint ?? '');
}
