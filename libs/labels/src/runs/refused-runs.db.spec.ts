import { newId } from '@app/kernel';
import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given, GivenDevice } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, devicesAt, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';

let test: TestApp;
let given: Given;
let on: Labels;
let [here, there] = ['', ''];
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  [here, there] = [await given.site('LHS'), await given.site('WMS')];
  clerk = printerAt(await given.account(), [here]);
});
afterAll(() => test.close());

const devices = (count: number): Promise<GivenDevice[]> => devicesAt(given, here, count);

describe('a code without room', () => {
  it('is refused with what would fit, and arrangements in which it does', async () => {
    const { id } = await given.device(here, { tag: 'CB-0000000000000001' });
    const request = labels(here, { stockId: 'avery-5167', source: { ids: [id] } });
    const plan = await on.plans.plan(clerk, request);
    expect(plan.noRoom).toMatchObject({
      count: 1,
      items: [{ position: 1, message: expect.stringMatching(/takes 10, or 20 digits/) as string }],
    });
    expect(plan.noRoom.offers).toContain('datamatrix');
    expect(plan.sheets).toEqual([]);
    expect(await codeOf(on.creating.create(clerk, request))).toBe('label-run.no-room');
    expect(await codeOf(on.creating.create(clerk, { ...request, arrangement: 'datamatrix' }))).toBe('none');
  });
});

describe('what cannot be printed', () => {
  it.each([
    ['stock that nobody has', { stockId: 'avery-0000' }, 'label-stock.not-found'],
    ['a printer of nobody', { printerId: newId() }, 'label-printer.not-found'],
    ['a class list of devices', { stockId: 'class-list' }, 'label-run.stock-unfit'],
    ['a place that the page does not have', { startAt: 31 }, 'request.invalid'],
    ['two sources', { source: { codes: ['A-1'], query: 'sort=tag' } }, 'request.invalid'],
    ['a kind that is printed elsewhere', { kind: 'pallet' as const }, 'request.invalid'],
    ['nothing', { source: { query: 'state=disposed' } }, 'label-run.nothing'],
  ])('%s', async (_what, change, code) => {
    const [{ id }] = await devices(1);
    expect(await codeOf(on.creating.create(clerk, { ...labels(here, { source: { ids: [id] } }), ...change }))).toBe(
      code,
    );
  });

  it('at another site, or with its printer', async () => {
    const [{ id }] = await devices(1);
    const request = labels(there, { source: { ids: [id] } });
    expect(await codeOf(on.plans.plan(clerk, request))).toBe('site.not-found');
    const neighbour = printerAt(await given.account(), [there]);
    const printer = await on.printers.create(neighbour, {
      ...{ siteId: there, name: 'Far', offsetXTenths: 0, offsetYTenths: 0, scalePermille: 1_000, dpi: null },
    });
    const everywhere = printerAt(await given.account(), 'all');
    const mixed = labels(here, { printerId: printer.id, source: { ids: [id] } });
    expect(await codeOf(on.creating.create(everywhere, mixed))).toBe('label-printer.not-found');
    const run = await on.creating.create(clerk, labels(here, { source: { ids: [id] } }));
    expect(await codeOf(on.runs.get(neighbour, run))).toBe('label-run.not-found');
    expect(await codeOf(on.documents.get(neighbour, run))).toBe('label-run.not-found');
    expect(await codeOf(on.voiding.void(neighbour, run, 'x'))).toBe('label-run.not-found');
  });
});
