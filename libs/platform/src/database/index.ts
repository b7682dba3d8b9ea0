export { besideTransaction } from './beside.js';
export { forgetOldKeys } from './idempotency.js';
export { copyInto, copyOut } from './copy.js';
export { Database } from './database.js';
export type { TransactionOptions } from './database.js';
export { dataSourceOptions, SESSION_SETTINGS, WAITS } from './data-source-options.js';
export type { PoolOptions } from './data-source-options.js';
export type { Db, Tx } from './db.js';
export * from './embedded/index.js';
export {
  DatabaseBusy,
  DatabaseUnavailable,
  IdempotencyKeyReused,
  isConnectionLost,
  mapConstraint,
  SqlRefusal,
  translate,
  ValueNotStorable,
} from './errors.js';
export type { ConstraintRefusal, DatabaseFault } from './errors.js';
export {
  migrate,
  migrateTo,
  namesOf,
  refuseUnfinished,
  RESTORE_MARK,
  RestoreUnfinished,
  staleFunctions,
} from './migrate.js';
export type { MigrationPlan, MigrationReport } from './migrate.js';
export { currentContext, runInContext } from './request-context.js';
export type { IdempotencyClaim, RequestContext } from './request-context.js';
export type { SqlFunctions } from './sql-functions.js';
export { eitherScope, sharedScope, Viewer } from './viewer.js';
export type { SiteScope } from './viewer.js';
export { ledgerProtection, openDatabase } from './open-database.js';
export type { DatabaseTarget, LedgerProtection, OpenedDatabase, OpenOptions } from './open-database.js';
export { sorted } from './sorted.js';
export type { Placed } from './sorted.js';
export { OwnerNeeded, prepareDatabase } from './prepare.js';
