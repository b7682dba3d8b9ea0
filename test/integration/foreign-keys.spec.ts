import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

/**
 * Foreign keys whose rows no index finds: one that begins with their columns, or a unique one of some of them. A partial
 * one serves if it leaves out nothing but NULL.
 */
const WITHOUT_INDEX = `
  SELECT c.conrelid::regclass || ': ' || c.conname AS key FROM pg_constraint c
  WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = c.conrelid
      AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
      AND ((i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
        OR (i.indisunique AND i.indkey::int2[] <@ c.conkey)))
  ORDER BY 1`;

it('every foreign key has an index that finds its rows', async () => {
  expect((await test.database.read.query<{ key: string }>(WITHOUT_INDEX)).map(({ key }) => key)).toEqual([]);
});
