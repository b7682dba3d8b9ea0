import type { EntityManager } from 'typeorm';

/** What a `call` sends as it is: text, or bytes for `bytea`. */
export type CallValue = string | Buffer | null;

/**
 * Where SQL runs. Values come back as plain JSON-safe data: `bigint` as a number (as text beyond 2^53), `date` as
 * `YYYY-MM-DD`, `timestamptz` as ISO 8601 in UTC with the decimals that are stored, `numeric` as text, `json` parsed.
 * Values that go in are always bound; an object becomes `json`, an array a Postgres array (`JSON.stringify` an array
 * that is meant as `jsonb`).
 */
export interface Db {
  /** All rows, also of `INSERT`, `UPDATE` and `DELETE … RETURNING`. */
  query<T = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  /** The number of rows that the statement changed. */
  execute(sql: string, values?: readonly unknown[]): Promise<number>;
  /** A named statement, parsed and planned once per connection: for hot paths. One name, one text, for ever. */
  prepared<T = Record<string, unknown>>(name: string, sql: string, values: readonly unknown[]): Promise<T[]>;
  /** The one value of a named statement, as Postgres writes it (JSON stays text): for the hottest paths. */
  call(name: string, sql: string, values: readonly CallValue[]): Promise<string | null>;
  /** TypeORM on the same connection. Refuses `null` and `undefined` in `where`; `IsNull()` says it. */
  readonly manager: EntityManager;
}

declare const insideTransaction: unique symbol;

/** A `Db` inside a transaction of `Database.transaction`. Every write takes one as its first argument. */
export interface Tx extends Db {
  /** A `call` with nothing behind it: it takes COMMIT along, and this `Tx` is over. */
  lastCall(name: string, sql: string, values: readonly CallValue[]): Promise<string | null>;
  readonly [insideTransaction]: true;
}
