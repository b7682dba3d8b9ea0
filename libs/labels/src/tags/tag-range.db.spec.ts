import type { Tx, Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';
import { tagsOf } from './tag-range.rules.js';

let test: TestApp;
let given: Given;
let on: Labels;
let site: string;
let [first, second]: Viewer[] = [];
beforeAll(async () => {
  test = await testApp({ settings: { DATABASE_POOL_SIZE: '10' } });
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  site = await given.site();
  [first, second] = [printerAt(await given.account(), [site]), printerAt(await given.account(), [site])];
});
afterAll(() => test.close());

let made = 0;
const newPrefix = (): string => `S${(made += 1)}-`;
const range = (prefix: string, count: number, from?: number) =>
  labels(site, {
    kind: 'tag-range',
    source: { range: { prefix, digits: 4, count, ...(from === undefined ? {} : { first: from }) } },
  });
const tagsIn = async (viewer: Viewer, id: string): Promise<string[]> =>
  (await on.runs.items(viewer, id, { limit: 200 })).items.map(({ code }) => code);
const seriesOf = async (prefix: string) => (await on.series.list()).find((each) => each.prefix === prefix);

describe('two runs at once over one range', () => {
  it('"next": no tag twice, and no gap', async () => {
    const prefix = newPrefix();
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, n) => on.creating.create(n % 2 === 0 ? first : second, range(prefix, 25))),
    );
    const tags = (await Promise.all(ids.map((id) => tagsIn(first, id)))).flat();
    expect(tags.sort()).toEqual(tagsOf({ prefix, digits: 4, first: 1, count: 200 }));
    expect(await seriesOf(prefix)).toMatchObject({ next: 201, nextTag: `${prefix}0201`, printed: 200 });
  });

  it('the same numbers: one has them, the other is told which are taken', async () => {
    const prefix = newPrefix();
    const answers = await Promise.allSettled(
      [first, second].map((viewer) => on.creating.create(viewer, range(prefix, 5, 7))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find((answer) => answer.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({
      code: 'label-run.tags-used',
      details: { count: 5, tags: tagsOf({ prefix, digits: 4, first: 7, count: 5 }) },
    });
  });

  it('that meet in part: the second takes none of its numbers', async () => {
    const prefix = newPrefix();
    await on.creating.create(first, range(prefix, 10, 1));
    const plan = await on.plans.plan(second, range(prefix, 10, 8));
    expect(plan.range).toEqual({
      ...{ first: 8, firstTag: `${prefix}0008`, lastTag: `${prefix}0017` },
      used: { count: 3, tags: tagsOf({ prefix, digits: 4, first: 8, count: 3 }) },
      alike: { count: 0, items: [] },
    });
    expect(await codeOf(on.creating.create(second, range(prefix, 10, 8)))).toBe('label-run.tags-used');
    expect(await seriesOf(prefix)).toMatchObject({ next: 11, printed: 10 });
  });
});

/** A transaction that has done `work` and goes on once it is told to. */
async function holding(work: (tx: Tx) => Promise<unknown>): Promise<() => Promise<unknown>> {
  let [goOn, begun]: (() => void)[] = [];
  const told = new Promise<void>((resolve) => (goOn = resolve));
  const done = new Promise<void>((resolve) => (begun = resolve));
  const open = test.database.database.transaction(async (tx) => {
    await work(tx);
    begun();
    await told;
  });
  await Promise.race([done, open]);
  return () => {
    goOn();
    return open;
  };
}
const refusalOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

describe('a range that waits for another transaction', () => {
  it('of other digits that writes the same tags: the loser is told all that are taken', async () => {
    const prefix = newPrefix();
    const run = await on.creating.create(first, range(newPrefix(), 1));
    const commit = await holding(async (tx) =>
      on.series.take(tx, run, await on.series.lock(tx, { prefix, digits: 4, first: 1, count: 9 })),
    );
    const shorter = (asked: { first?: number; count: number }) =>
      labels(site, { kind: 'tag-range', source: { range: { prefix: `${prefix}0`, digits: 3, ...asked } } });
    const loser = refusalOf(on.creating.create(second, shorter({ first: 5, count: 9 })));
    await test.database.waitsForLock();
    await commit();
    expect(await loser).toMatchObject({
      code: 'label-run.tags-used',
      details: { count: 5, tags: tagsOf({ prefix, digits: 4, first: 5, count: 5 }) },
    });
    expect(await tagsIn(second, await on.creating.create(second, shorter({ count: 1 })))).toEqual([`${prefix}0010`]);
  });

  it('that gives a device one of its tags: the run is refused', async () => {
    const prefix = newPrefix();
    const { id } = await given.device(site);
    const retag = { deviceId: id, type: 'identifier-changed', source: 'test', after: { asset_tag: `${prefix}0002` } };
    const commit = await holding((tx) =>
      tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify([retag])]),
    );
    const run = refusalOf(on.creating.create(first, range(prefix, 3, 1)));
    await test.database.waitsForLock();
    await commit();
    expect(await run).toMatchObject({ code: 'label-run.tags-used', details: { count: 1, tags: [`${prefix}0002`] } });
  });

  it('is waited for by a device that is given one of its tags', async () => {
    const prefix = newPrefix();
    const run = await on.creating.create(first, range(newPrefix(), 1));
    const commit = await holding(async (tx) =>
      on.series.take(tx, run, await on.series.lock(tx, { prefix, digits: 4, count: 3 })),
    );
    const device = given.device(site, { tag: `${prefix}0003` });
    await test.database.waitsForLock();
    await commit();
    expect((await device).tag).toBe(`${prefix}0003`);
  });
});

it('a series that people take for another one says so, with the tags', async () => {
  const prefix = newPrefix().slice(0, -1);
  const letters = `Q${prefix.replaceAll(/[0-9]/g, (digit) => 'ABCDEFGHIJ'[Number(digit)])}`;
  await given.device(site, { tag: `${letters}-0002` });
  await given.room(site, `${letters}.3`);
  await on.creating.create(first, range(`${letters}_`, 1, 4));
  const plan = await on.plans.plan(first, range(letters, 5, 1));
  expect(plan.range).toMatchObject({
    used: { count: 0 },
    alike: {
      count: 3,
      items: [
        { tag: `${letters}0002`, like: `${letters}-0002` },
        { tag: `${letters}0003`, like: `${letters}.3` },
        { tag: `${letters}0004`, like: `${letters}_0004` },
      ],
    },
  });
  // Its own tags and those of other numbers are not meant.
  expect((await on.plans.plan(first, range(`${letters}-`, 5, 5))).range?.alike).toEqual({ count: 0, items: [] });
});

it('numbers alone are a range, beside what else is only numbers', async () => {
  const alone = (count: number, from?: number) =>
    labels(site, {
      kind: 'tag-range',
      source: { range: { prefix: '', digits: 7, count, ...(from === undefined ? {} : { first: from }) } },
    });
  await given.device(site, { tag: '0004512' });
  await given.room(site, '4514');
  const plan = await on.plans.plan(first, alone(3));
  expect(plan.range).toEqual({
    ...{ first: 4_513, firstTag: '0004513', lastTag: '0004515', used: { count: 0, tags: [] } },
    alike: { count: 1, items: [{ tag: '0004514', like: '4514' }] },
  });
  expect(await tagsIn(first, await on.creating.create(first, alone(3)))).toEqual(['0004513', '0004514', '0004515']);
  expect(await codeOf(on.creating.create(second, alone(2, 4_511)))).toBe('label-run.tags-used');
  expect(await seriesOf('')).toMatchObject({ digits: 7, next: 4_516, nextTag: '0004516' });
});

describe('numbers', () => {
  it('of a gap stay where they are; "next" goes on behind the last', async () => {
    const prefix = newPrefix();
    await on.creating.create(first, range(prefix, 2, 100));
    expect(await tagsIn(first, await on.creating.create(first, range(prefix, 2)))).toEqual([
      `${prefix}0102`,
      `${prefix}0103`,
    ]);
    // Whoever asks for numbers of the gap by themselves gets them.
    expect(await tagsIn(first, await on.creating.create(first, range(prefix, 1, 50)))).toEqual([`${prefix}0050`]);
    expect((await seriesOf(prefix))?.next).toBe(104);
  });

  it('of a voided run stay burned', async () => {
    const prefix = newPrefix();
    const id = await on.creating.create(first, range(prefix, 3));
    await on.voiding.void(first, id, 'Smeared');
    expect(await codeOf(on.creating.create(first, range(prefix, 1, 2)))).toBe('label-run.tags-used');
    expect(await tagsIn(first, await on.creating.create(first, range(prefix, 1)))).toEqual([`${prefix}0004`]);
  });

  it('of a run that was not made are not taken', async () => {
    const prefix = newPrefix();
    const { database } = test.database;
    const work = database.transaction(async (tx) => {
      const taken = await on.series.lock(tx, { prefix, digits: 4, count: 5 });
      expect(taken.first).toBe(1);
      throw new Error('the run failed');
    });
    await expect(work).rejects.toThrow('the run failed');
    expect(await tagsIn(first, await on.creating.create(first, range(prefix, 1)))).toEqual([`${prefix}0001`]);
  });

  it('begin behind those that devices have, also one that had its tag before', async () => {
    const prefix = newPrefix();
    await given.device(site, { tag: `${prefix}0041` });
    await given.device(site, { tag: `${prefix}0030` });
    expect((await on.plans.plan(first, range(prefix, 1))).range).toMatchObject({ first: 42, used: { count: 0 } });
    expect(await codeOf(on.creating.create(first, range(prefix, 3, 29)))).toBe('label-run.tags-used');
  });

  it('that somebody or something else is known by are taken', async () => {
    const prefix = newPrefix();
    await given.room(site, `${prefix}0003`);
    const plan = await on.plans.plan(first, range(prefix, 5, 1));
    expect(plan.range?.used).toEqual({ count: 1, tags: [`${prefix}0003`] });
  });
});

describe('the database', () => {
  const insert = (tag: string, series: string, number: number, run: string): Promise<string> =>
    test.database
      .asSuperuser('INSERT INTO label_tag (tag, series_id, number, run_id) VALUES ($1, $2, $3, $4)', [
        tag,
        series,
        number,
        run,
      ])
      .then(
        () => 'none',
        (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
      );

  it('keeps tags once, never one of a device, and for ever', async () => {
    const prefix = newPrefix();
    const run = await on.creating.create(first, range(prefix, 2));
    const [{ id: series }] = await test.database.asSuperuser('SELECT id FROM label_tag_series WHERE prefix = $1', [
      prefix,
    ]);
    const device = await given.device(site, { tag: `${prefix}0900` });
    expect(await insert(`${prefix}0001`.toLowerCase(), series as string, 77, run)).toBe('pk_label_tag');
    expect(await insert(`${prefix}0077`, series as string, 1, run)).toBe('uq_label_tag_number');
    expect(await insert(device.tag, series as string, 900, run)).toBe('ck_label_tag_free');
    for (const sql of ['DELETE FROM label_tag', 'UPDATE label_tag SET number = number + 1000', 'TRUNCATE label_tag'])
      await expect(test.database.asSuperuser(sql)).rejects.toThrow(/append-only/);
    const role = test.database.database;
    await expect(role.transaction((tx) => tx.execute('DELETE FROM label_tag'))).rejects.toThrow(/permission denied/);
  });
});

it('the series that was used last comes first', async () => {
  const [one, other] = [newPrefix(), newPrefix()];
  for (const prefix of [one, other]) await on.creating.create(first, range(prefix, 2));
  expect((await on.series.list())[0].prefix).toBe(other);
  await on.creating.create(first, range(one, 2));
  expect((await on.series.list())[0]).toMatchObject({ prefix: one, next: 5 });
});
