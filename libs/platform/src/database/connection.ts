import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Tx } from './db.js';

/** One transaction on one connection of the pool. Dead as soon as the transaction ends. */
export class TransactionDb {
  private ended = false;
  private runner: QueryRunner | undefined;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly dataSource: DataSource,
    private readonly answerWithinMs: number | undefined,
  ) {}

  /** Made when first asked for: most transactions are SQL alone. */
  get manager(): EntityManager {
    this.runner ??= runnerOn(this.rawClient(), this.dataSource);
    return this.runner.manager;
  }

  async query<T>(sql: string, values?: readonly unknown[]): Promise<T[]> {
    return (await this.send({ text: sql, values: values as unknown[] })).rows as T[];
  }

  async execute(sql: string, values?: readonly unknown[]): Promise<number> {
    return (await this.send({ text: sql, values: values as unknown[] })).rowCount ?? 0;
  }

  async prepared<T>(name: string, sql: string, values: readonly unknown[]): Promise<T[]> {
    return (await this.send({ name, text: sql, values: values as unknown[] })).rows as T[];
  }

  /** The driver's client, for what only it can do (COPY). */
  rawClient(): pg.PoolClient {
    if (this.ended) throw new Error('This transaction has ended: its Tx must not be kept');
    return this.client;
  }

  /** From now on every use of this `Tx` is an error: the connection serves somebody else. */
  end(): void {
    this.ended = true;
    if (this.runner) Object.assign(this.runner, { isReleased: true });
  }

  asTx(): Tx {
    return this as unknown as Tx;
  }

  private send(config: pg.QueryConfig): Promise<pg.QueryResult<Record<string, unknown>>> {
    const client = this.rawClient();
    if (this.answerWithinMs === undefined) return client.query(config);
    return client.query(patiently(config, this.answerWithinMs));
  }
}

/**
 * TypeORM on a connection that we took and on which we said BEGIN. It must know of the transaction, so that
 * `manager.save()` opens a savepoint and not a transaction of its own, whose COMMIT would be ours.
 */
const runnerOn = (client: pg.PoolClient, dataSource: DataSource): QueryRunner =>
  Object.assign(dataSource.createQueryRunner(), {
    databaseConnection: client,
    isTransactionActive: true,
    transactionDepth: 1,
  });

/** The driver knows `query_timeout` for a single statement; its types do not. */
export const patiently = (config: pg.QueryConfig, answerWithinMs: number): pg.QueryConfig =>
  Object.assign(config, { query_timeout: answerWithinMs });

/** The driver's client behind a `Tx`. */
export const clientOf = (tx: Tx): pg.PoolClient => (tx as unknown as TransactionDb).rawClient();
