import type { DataSourceOptions } from 'typeorm';
import { SnakeNames } from './snake-names.js';
import { typeParsers } from './type-parsers.js';

/**
 * Every wait ends. Together a request that needs the database hears within 10 s that it is away: at most 4 s for a
 * connection, at most 8.5 s for an answer, and 3 s for the first one of a transaction.
 */
export const WAITS = {
  /** For a free connection, and for a new one. */
  connectMs: 4_000,
  /** The server cancels a statement. */
  statementMs: 8_000,
  /** The server gives up waiting for a lock. */
  lockMs: 5_000,
  /** The server ends a transaction that nobody feeds. */
  idleInTransactionMs: 30_000,
  /** The client stops waiting for an answer: the server or the network is gone. */
  answerMs: 8_500,
  /** The same for BEGIN, which never takes long. */
  beginMs: 3_000,
} as const;

/** For thousands of short statements: to start workers for one, or to compile it, costs more than it takes. */
export const SESSION_SETTINGS = '-c timezone=UTC -c jit=off -c max_parallel_workers_per_gather=0';

export interface PoolOptions {
  poolSize?: number;
  applicationName?: string;
  /** Entity classes, where no module loads them. */
  entities?: (new () => object)[];
  /** Told of an idle connection that broke; the pool replaces it by itself. */
  onPoolError?: (error: Error) => void;
}

/** TypeORM on a pool of `pg`: no synchronisation, no logging of values, every wait bounded. */
export function dataSourceOptions(url: string, options: PoolOptions = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'cubby',
    entities: options.entities ?? [],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logging: false,
    namingStrategy: new SnakeNames(),
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolErrorHandler: options.onPoolError ?? (() => undefined),
    extra: {
      types: typeParsers,
      options: SESSION_SETTINGS,
      connectionTimeoutMillis: WAITS.connectMs,
      statement_timeout: WAITS.statementMs,
      lock_timeout: WAITS.lockMs,
      idle_in_transaction_session_timeout: WAITS.idleInTransactionMs,
      query_timeout: WAITS.answerMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      idleTimeoutMillis: 60_000,
      maxLifetimeSeconds: 1_800,
    },
  };
}
