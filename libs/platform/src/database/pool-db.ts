import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { callOn } from './call.js';
import { taken } from './connection.js';
import type { CallValue, Db } from './db.js';
import { isConnectionLost, translate } from './errors.js';

/** Single statements, each on a connection of the pool of its own. */
export class PoolDb implements Db {
  constructor(
    private readonly dataSource: DataSource,
    private readonly insideTransaction: () => boolean,
  ) {}

  get manager(): EntityManager {
    this.refuseInsideTransaction();
    return this.dataSource.manager;
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
    return this.on((client) => callOn(client, { name, sql, values }, {}));
  }

  private send(config: pg.QueryConfig): Promise<pg.QueryResult<Record<string, unknown>>> {
    return this.on((client) => client.query(config));
  }

  /** Not `pool.query`: that throws the connection away after any error, also after a refused constraint. */
  private async on<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    this.refuseInsideTransaction();
    let broken: Error | undefined;
    let client: pg.PoolClient | undefined;
    try {
      client = await taken(this.pool());
      return await work(client);
    } catch (error) {
      if (isConnectionLost(error)) broken = error as Error;
      throw translate(error);
    } finally {
      client?.release(broken);
    }
  }

  private pool(): pg.Pool {
    return (this.dataSource.driver as unknown as { master: pg.Pool }).master;
  }

  private refuseInsideTransaction(): void {
    if (this.insideTransaction()) throw new Error('A transaction is open: read through its Tx');
  }
}
