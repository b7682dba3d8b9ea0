import { taken } from './connection.js';
import type { Database } from './database.js';

/** Something that is to stand in a list, and where: compared byte by byte; those of one place stay as they came. */
export interface Placed<T> {
  place: string;
  item: T;
}

const FETCHED = 1_000;

/**
 * Items by their places. Postgres sorts them in a temporary table, so that memory does not grow with the list. They are
 * read in one go, and may come from other connections: nothing is open meanwhile but this one, which is thrown away
 * with its table. Items must be JSON.
 */
export async function* sorted<T>(
  { pool }: Pick<Database, 'pool'>,
  pages: AsyncIterable<readonly Placed<T>[]>,
): AsyncGenerator<T[]> {
  const client = await taken(pool);
  try {
    await client.query(
      'CREATE TEMP TABLE sorted (place text COLLATE "C" NOT NULL, n integer NOT NULL, item text NOT NULL)',
    );
    let count = 0;
    for await (const page of pages) {
      const [places, items] = [page.map(({ place }) => place), page.map(({ item }) => JSON.stringify(item))];
      await client.query(
        `INSERT INTO sorted SELECT p.place, $1 + p.n, p.item FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS p (place, item, n)`,
        [count, places, items],
      );
      count += page.length;
    }
    await client.query('DECLARE in_order CURSOR WITH HOLD FOR SELECT item FROM sorted ORDER BY place, n');
    for (;;) {
      const { rows } = await client.query<{ item: string }>(`FETCH ${FETCHED} FROM in_order`);
      if (rows.length === 0) return;
      yield rows.map(({ item }) => JSON.parse(item) as T);
    }
  } finally {
    client.release(true);
  }
}
