import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';
import { LARGEST_AT_ONCE } from './new-run.service.js';

let test: TestApp;
let given: Given;
let on: Labels;
let site = '';
let [clerk, neighbour, district]: Viewer[] = [];
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  site = await given.site('LHS');
  [clerk, neighbour] = [printerAt(await given.account(), [site]), printerAt(await given.account(), [site])];
  district = printerAt(await given.account(), 'all');
});
afterAll(() => test.close());

let series = 0;
const newTags = (count: number, viewer = clerk): Promise<string> =>
  on.creating.create(
    viewer,
    labels(site, { kind: 'tag-range', source: { range: { prefix: `V${(series += 1)}-`, digits: 4, count } } }),
  );
const codesOf = async (id: string): Promise<string[]> =>
  (await on.runs.items(clerk, id, { limit: 200 })).items.map(({ code }) => code);

describe('a run of somebody else', () => {
  it('is neither voided nor stopped, but by whoever prints for the whole district', async () => {
    const [small, large] = [await newTags(3), await newTags(LARGEST_AT_ONCE + 1)];
    for (const id of [small, large]) {
      expect((await on.runs.get(neighbour, id)).mayChange).toBe(false);
      expect((await on.runs.get(clerk, id)).mayChange).toBe(true);
      expect((await on.runs.get(district, id)).mayChange).toBe(true);
    }
    expect(await codeOf(on.steering.void(neighbour, small, 'x'))).toBe('label-run.of-others');
    expect(await codeOf(on.steering.cancel(neighbour, large))).toBe('label-run.of-others');
    expect((await on.runs.get(clerk, small)).voided).toBeNull();
    expect((await on.runs.get(clerk, large)).state).toBe('queued');
    await on.steering.cancel(district, large);
    await on.steering.void(district, small, 'Wrong stock');
  });
});

it('a run that was cancelled is drawn again with the same tags', async () => {
  const id = await newTags(LARGEST_AT_ONCE + 1);
  await on.steering.cancel(clerk, id);
  const spans = [{ from: 1, to: LARGEST_AT_ONCE + 1 }];
  const again = await on.steering.reprint(neighbour, id, { spans, startAt: 1, copies: 1 });
  expect(await on.runs.get(clerk, again)).toMatchObject({ items: LARGEST_AT_ONCE + 1, reprintOf: id });
  expect(await codesOf(again)).toEqual(await codesOf(id));
});
