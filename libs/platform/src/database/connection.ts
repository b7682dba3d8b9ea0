import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Around, Call } from './call.js';
import { callOn } from './call.js';
import type { CallValue, Tx } from './db.js';

/** How a transaction begins and ends, apart from its statements. */
export interface TransactionFrame {
  /** For a single statement, instead of the pool's. */
  answerWithinMs: number | undefined;
  /** BEGIN has been said; else the first call says it. */
  begun: boolean;
  /** Nothing follows the last statement of the use case, so that COMMIT may go with it. */
  mayCommit: boolean;
}

/** One transaction on one connection of the pool. Dead as soon as the transaction ends. */
export class TransactionDb {
  private state: 'unbegun' | 'open' | 'committed' | 'ended';
  private runner: QueryRunner | undefined;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly dataSource: DataSource,
    private readonly frame: TransactionFrame,
  ) {
    this.state = frame.begun ? 'open' : 'unbegun';
  }

  /** Whether COMMIT or ROLLBACK has something to end. */
  get isOpen(): boolean {
    return this.state === 'open';
  }

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

  call(name: string, sql: string, values: readonly CallValue[]): Promise<string | null> {
    return this.group({ name, sql, values }, {});
  }

  lastCall(name: string, sql: string, values: readonly CallValue[]): Promise<string | null> {
    return this.group({ name, sql, values }, { commit: this.frame.mayCommit });
  }

  /** The driver's client, for what only it can do (COPY). */
  rawClient(): pg.PoolClient {
    if (this.state === 'unbegun')
      throw new Error('This transaction begins with its first call: nothing goes before it');
    if (this.state !== 'open') throw new Error('This transaction has ended: its Tx must not be kept');
    return this.client;
  }

  /** From now on every use of this `Tx` is an error: the connection serves somebody else. */
  end(): void {
    this.state = 'ended';
    if (this.runner) Object.assign(this.runner, { isReleased: true });
  }

  asTx(): Tx {
    return this as unknown as Tx;
  }

  private group(call: Call, around: Around): Promise<string | null> {
    const begin = this.state === 'unbegun';
    if (begin) this.state = 'open';
    return callOn(this.rawClient(), call, { ...around, begin }, () => {
      if (around.commit) this.state = 'committed';
    });
  }

  private send(config: pg.QueryConfig): Promise<pg.QueryResult<Record<string, unknown>>> {
    const client = this.rawClient();
    const { answerWithinMs } = this.frame;
    return client.query(answerWithinMs === undefined ? config : patiently(config, answerWithinMs));
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

const heard = new WeakSet<pg.PoolClient>();

/** A connection of the pool. With a callback: the pool's own promise is three, each with its price in every request. */
export const taken = (pool: pg.Pool): Promise<pg.PoolClient> =>
  new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client) resolve(surviving(client));
      else reject(error!);
    });
  });

/** A connection that breaks while it is out emits `error` besides failing its statement; unheard, it ends the process. */
function surviving(client: pg.PoolClient): pg.PoolClient {
  if (!heard.has(client)) client.on('error', () => undefined);
  heard.add(client);
  return client;
}

/** The driver knows `query_timeout` for a single statement; its types do not. */
export const patiently = (config: pg.QueryConfig, answerWithinMs: number): pg.QueryConfig =>
  Object.assign(config, { query_timeout: answerWithinMs });

/** The driver's client behind a `Tx`. */
export const clientOf = (tx: Tx): pg.PoolClient => (tx as unknown as TransactionDb).rawClient();
