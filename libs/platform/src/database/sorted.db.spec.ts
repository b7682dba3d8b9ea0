import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Placed } from './sorted.js';
import { sorted } from './sorted.js';

let test: TestDatabase;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());

const pagesOf = async function* <T>(...pages: Placed<T>[][]): AsyncGenerator<Placed<T>[]> {
  for (const page of pages) yield await Promise.resolve(page);
};
const all = async <T>(pages: AsyncIterable<Placed<T>[]>): Promise<T[]> => {
  const read: T[] = [];
  for await (const items of sorted<T>(test.database, pages)) read.push(...items);
  return read;
};
const of = <T>(place: string, item: T): Placed<T> => ({ place, item });

it('sorts across pages by bytes, and leaves those of one place as they came', async () => {
  const pages = pagesOf(
    [of('b', ['1', null, 2]), of('a', ['é\n"']), of('a', ['z'])],
    [],
    [of('Z', [3]), of('a', ['b'])],
  );
  expect(await all<unknown>(pages)).toEqual([[3], ['é\n"'], ['z'], ['b'], ['1', null, 2]]);
  expect(await all(pagesOf())).toEqual([]);
});

it('gives everything, however much there is', async () => {
  const page = (from: number): Placed<number>[] => Array.from({ length: 1_000 }, (_, n) => of(`${999 - n}`, from + n));
  const items = await all(pagesOf(page(0), page(1_000), page(2_000)));
  expect(new Set(items).size).toBe(3_000);
  expect(items.slice(0, 3)).toEqual([999, 1_999, 2_999]);
});

it('reads from the database meanwhile, and gives its connection back when it fails or is left', async () => {
  const before = test.database.pool.totalCount - test.database.pool.idleCount;
  const failing = (async function* (): AsyncGenerator<Placed<number>[]> {
    yield (await test.database.read.query<{ n: number }>('SELECT 7 AS n')).map(({ n }) => of('a', n));
    throw new Error('the list fails');
  })();
  await expect(all(failing)).rejects.toThrow('the list fails');
  for await (const items of sorted(test.database, pagesOf([of('a', 1)]))) {
    expect(items).toEqual([1]);
    break;
  }
  expect(test.database.pool.totalCount - test.database.pool.idleCount).toBe(before);
});
