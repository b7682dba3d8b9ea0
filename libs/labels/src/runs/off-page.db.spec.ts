import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';

let test: TestApp;
let given: Given;
let on: Labels;
let here = '';
let clerk: Viewer;
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  here = await given.site('LHS');
  clerk = printerAt(await given.account(), [here]);
});
afterAll(() => test.close());

describe('a printer whose numbers push labels off the page', () => {
  it('prints none until somebody has agreed to what is cut', async () => {
    const { id: printerId } = await on.printers.create(clerk, {
      ...{ siteId: here, name: 'Far off', offsetXTenths: 100, offsetYTenths: -100, scalePermille: 1_000, dpi: null },
    });
    const made = await Promise.all([1, 2, 3].map(() => given.device(here)));
    const request = labels(here, {
      printerId,
      source: { ids: made.map(({ id }) => id) },
      options: { text: 'x'.repeat(120) },
    });
    const plan = await on.plans.plan(clerk, request);
    expect(plan.offPage.right).toBeGreaterThan(4_000);
    expect(plan.offLabel.top).toBeGreaterThan(8_000);
    await expect(on.creating.create(clerk, request)).rejects.toMatchObject({
      ...{ code: 'label-run.off-page', details: { offPage: plan.offPage } },
    });
    const id = await on.creating.create(clerk, { ...request, allowOffPage: true });
    const again = { spans: [{ from: 3, to: 3 }], startAt: 3, copies: 1 };
    expect(await codeOf(on.steering.reprint(clerk, id, again))).toBe('none');
    const exact = await on.creating.create(clerk, { ...request, printerId: null });
    expect(await codeOf(on.steering.reprint(clerk, exact, { ...again, printerId }))).toBe('label-run.off-page');
  });
});
