import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { patiently, taken, TransactionDb } from './connection.js';
import type { PoolOptions } from './data-source-options.js';
import { dataSourceOptions, WAITS } from './data-source-options.js';
import type { Db, Tx } from './db.js';
import { isConnectionLost, isWorthRetrying, translate } from './errors.js';
import { onceForKey } from './idempotency.js';
import { PoolDb } from './pool-db.js';
import type { IdempotencyClaim, RequestContext } from './request-context.js';
import { currentContext, runInContext } from './request-context.js';

export type TransactionOptions = UsualTransaction | HotTransaction;

interface UsualTransaction {
  /** For long set-based work in jobs: how long one statement may take, instead of 8 s. */
  statementTimeoutMs?: number;
  /** Default: READ COMMITTED. `repeatable read` gives one snapshot to all statements. */
  isolation?: 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** `skip`: a side note of the request (a log row), not its use case; the request's key is left alone. */
  idempotency?: 'skip';
  begin?: undefined;
}

/**
 * For hot paths whose first statement is a `call`: BEGIN goes with it instead of before it. It has no context of its own,
 * which each of its promises would pay for: nothing tells its work that it may open no second transaction.
 */
interface HotTransaction extends Partial<Record<'statementTimeoutMs' | 'isolation' | 'readOnly', undefined>> {
  begin: 'with-first-call';
  idempotency?: 'skip';
}

const MOST_RETRIES = 3;

/**
 * The door to Postgres.
 * - `read` runs single statements outside of a transaction; inside one it refuses, since it would take a second
 *   connection (and see another state).
 * - `transaction` opens one in the service of the use case and hands a `Tx` down.
 */
@Injectable()
export class Database {
  /** Reads outside a transaction. */
  readonly read: Db;

  constructor(readonly dataSource: DataSource) {
    this.read = new PoolDb(dataSource, () => this.insideTransaction());
  }

  /** The pool itself, for libraries that bring their own SQL (throttles, COPY out). */
  get pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  /** For the command line and for tests; the server gets its `DataSource` from Nest. */
  static async connect(url: string, options: PoolOptions = {}): Promise<Database> {
    const dataSource = new DataSource(dataSourceOptions(url, options));
    try {
      return new Database(await dataSource.initialize());
    } catch (error) {
      throw translate(error);
    }
  }

  /** Ends every connection, after the statements that run on them. */
  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /**
   * Runs `work` in one transaction: all of it or nothing. A lost race (40001, 40P01, the loan constraints) runs the
   * whole of `work` again, three times at most, so it has no outside effects. With an `Idempotency-Key` in the request
   * `work` runs once for the key, and its result must be JSON-safe.
   * @throws DomainError for mapped constraints, `database.unavailable`, `database.busy`, `idempotency.key-reused`
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const around = currentContext();
    if (around?.transactionOf === this) throw new Error('A transaction is open already: hand its Tx down instead');
    const claim = options.idempotency === 'skip' ? undefined : around?.idempotency;
    if (claim?.claimed) throw new Error('One request with an Idempotency-Key is one transaction; this is its second');
    if (claim) claim.claimed = true;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work, around, claim, options);
      } catch (error) {
        if (attempt > MOST_RETRIES || !isWorthRetrying(error)) {
          if (claim) claim.claimed = false;
          throw translate(error);
        }
        await pause(attempt * 5 + Math.random() * 20);
      }
    }
  }

  private insideTransaction(): boolean {
    return currentContext()?.transactionOf === this;
  }

  private async attempt<T>(
    work: (tx: Tx) => Promise<T>,
    around: RequestContext | undefined,
    claim: IdempotencyClaim | undefined,
    options: TransactionOptions,
  ): Promise<T> {
    const client = await taken(this.pool);
    let broken: unknown;
    try {
      // A key is claimed before the use case and its result is stored behind it.
      const begun = claim !== undefined || options.begin !== 'with-first-call';
      if (begun) await begin(client, options);
      const frame = { answerWithinMs: answerWithin(options), begun, mayCommit: !claim };
      const db = new TransactionDb(client, this.dataSource, frame);
      try {
        const run = (): Promise<T> => (claim ? onceForKey(db.asTx(), claim, work) : work(db.asTx()));
        const result = await (options.begin ? run() : runInContext({ ...around, transactionOf: this }, run));
        if (db.isOpen) await commit(client);
        return result;
      } catch (error) {
        if (db.isOpen && !isConnectionLost(error))
          await client.query('ROLLBACK').catch((failure: unknown) => (broken = failure));
        throw error;
      } finally {
        db.end();
      }
    } catch (error) {
      if (isConnectionLost(error)) broken = error;
      throw error;
    } finally {
      client.release(broken !== undefined);
    }
  }
}

const answerWithin = ({ statementTimeoutMs }: TransactionOptions): number | undefined =>
  statementTimeoutMs === undefined ? undefined : statementTimeoutMs + 1_000;

async function begin(client: pg.PoolClient, options: TransactionOptions): Promise<void> {
  const isolation = options.isolation ? ` ISOLATION LEVEL ${options.isolation.toUpperCase()}` : '';
  const text = `BEGIN${isolation}${options.readOnly ? ' READ ONLY' : ''}`;
  await client.query(patiently({ text }, WAITS.beginMs));
  if (options.statementTimeoutMs !== undefined) {
    await client.query(`SET LOCAL statement_timeout = ${Math.trunc(options.statementTimeoutMs)}`);
  }
}

/** Postgres answers COMMIT of a failed transaction with a quiet ROLLBACK. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('A statement of this transaction failed and its error was swallowed');
}
