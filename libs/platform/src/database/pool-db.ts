import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { Db } from './db.js';
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

  /** Not `pool.query`: that throws the connection away after any error, also after a refused constraint. */
  private async send(config: pg.QueryConfig): Promise<pg.QueryResult<Record<string, unknown>>> {
    this.refuseInsideTransaction();
    let broken: Error | undefined;
    let client: pg.PoolClient | undefined;
    try {
      client = await this.pool().connect();
      client.on('error', ignore);
      return await client.query(config);
    } catch (error) {
      if (isConnectionLost(error)) broken = error as Error;
      throw translate(error);
    } finally {
      client?.off('error', ignore);
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

/** A connection that breaks while it is out emits `error` besides failing its statement; unheard, it ends the process. */
const ignore = (): void => undefined;
