import type pg from 'pg';
import { serialize } from 'pg-protocol';
import type { CallValue } from './db.js';

/** A named statement: one name, one text, for ever. */
export interface Call {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly CallValue[];
}

/** What goes to the server together with the call, in the same round trip. */
export interface Around {
  begin?: boolean;
  commit?: boolean;
}

type Done = (error: Error | null, value?: string | null) => void;

const BEGIN: Call = { name: 'begin', sql: 'BEGIN', values: [] };
const COMMIT: Call = { name: 'commit', sql: 'COMMIT', values: [] };

/** What Postgres has parsed, by connection. */
const parsed = new WeakMap<pg.Connection, Set<string>>();

/**
 * One statement for its one value, as text, with BEGIN before it or COMMIT behind it in the same group of messages. After
 * an error Postgres skips the rest of a group: the statement never runs outside of its transaction, and COMMIT never
 * follows a statement that failed. The driver's own query would be a round trip for each of them, asks what the columns
 * are each time, and makes an object of every row.
 */
class GroupedCall implements pg.Submittable {
  /** The driver wraps it when the wait is bounded. */
  callback: Done;
  private value: string | null = null;
  private tag = '';
  private readonly group: readonly Call[];
  private known = new Set<string>();

  constructor(call: Call, around: Around, done: Done) {
    this.group = [...(around.begin ? [BEGIN] : []), call, ...(around.commit ? [COMMIT] : [])];
    this.callback = done;
  }

  submit(connection: pg.Connection): void {
    this.known = parsed.get(connection) ?? this.known;
    parsed.set(connection, this.known);
    const messages = this.group.flatMap((call) => messagesOf(call, this.known.has(call.name)));
    // One write: the driver's own methods make one of each message.
    connection.stream.write(Buffer.concat([...messages, serialize.sync()]));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.value = fields[0];
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.tag = text;
  }

  handleReadyForQuery(): void {
    for (const { name } of this.group) this.known.add(name);
    if (this.group.at(-1) === COMMIT && this.tag !== 'COMMIT') this.callback(new Error('COMMIT rolled back'));
    else this.callback(null, this.value);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}

/** Closed first, where we do not know it: an earlier group may have failed behind its parsing. */
function messagesOf({ name, sql, values }: Call, known: boolean): Buffer[] {
  const use = [serialize.bind({ statement: name, values: [...values] }), serialize.execute()];
  return known ? use : [serialize.close({ type: 'S', name }), serialize.parse({ name, text: sql }), ...use];
}

/**
 * Runs the call on a connection of the pool; every wait of the connection holds for the whole group.
 * @param succeeded told before anybody who waits for the value
 */
export const callOn = (
  client: pg.PoolClient,
  call: Call,
  around: Around,
  succeeded?: () => void,
): Promise<string | null> =>
  new Promise((resolve, reject) => {
    client.query(
      new GroupedCall(call, around, (error, value) => {
        if (error) return reject(error);
        succeeded?.();
        resolve(value ?? null);
      }),
    );
  });
