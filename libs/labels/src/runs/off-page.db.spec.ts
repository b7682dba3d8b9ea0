import type { Viewer } from '@app/platform';
import type { TestApp } from '../../../../test/support/app.js';
import { testApp } from '../../../../test/support/app.js';
import type { Given } from '../../../../test/support/given.js';
import { NO_OVERHANG } from '../drawing/overhang.js';
import type { GivenLabels } from '../labels.facade.js';
import { LabelsFacade } from '../labels.facade.js';
import type { Labels } from '../labels.test-support.js';
import { codeOf, givenIn, labels, labelsOf, printerAt } from '../labels.test-support.js';

let test: TestApp;
let given: Given;
let on: Labels;
let here = '';
let clerk: Viewer;
/** Moves everything 10 mm to the right: what fills a label of the last column is cut, a short line is not. */
let right = '';
beforeAll(async () => {
  test = await testApp();
  given = givenIn(test);
  on = labelsOf(test);
  await given.district();
  here = await given.site('LHS');
  clerk = printerAt(await given.account(), [here]);
  const off = { offsetXTenths: 100, offsetYTenths: 0, scalePermille: 1_000, dpi: null };
  ({ id: right } = await on.printers.create(clerk, { siteId: here, name: 'Far right', ...off }));
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

  it('is looked at to the last page: the longest line may stand there', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 62; n += 1) ids.push(await given.room(here, `RM-${n}`));
    const long = await given.room(here, 'RM-63');
    await test.database.asSuperuser(`UPDATE room SET name = 'The library annex beside the old gym' WHERE id = $1`, [
      long,
    ]);
    const asked = (source: string[], startAt = 1) =>
      labels(here, { kind: 'room', arrangement: 'qr', printerId: right, startAt, source: { ids: source } });
    expect((await on.plans.plan(clerk, asked(ids))).offPage).toEqual(NO_OVERHANG);
    // It comes to the last column of the third page.
    const whole = asked([...ids, long]);
    const plan = await on.plans.plan(clerk, whole);
    expect([plan.pages, plan.sheets.length]).toEqual([3, 2]);
    expect(plan.offPage.right).toBeGreaterThan(1_000);
    expect(await codeOf(on.creating.create(clerk, whole))).toBe('label-run.off-page');
    // Begun one place later the same label is the first of a row.
    expect((await on.plans.plan(clerk, asked([...ids, long], 2))).offPage).toEqual(NO_OVERHANG);
  });

  it('prints a part of a run elsewhere only once that is agreed to', async () => {
    const room = await given.room(here, 'RM-64');
    await test.database.asSuperuser(`UPDATE room SET name = 'The library annex beside the old shop' WHERE id = $1`, [
      room,
    ]);
    const id = await on.creating.create(
      clerk,
      labels(here, { kind: 'room', arrangement: 'qr', printerId: right, source: { ids: [room] } }),
    );
    const again = { spans: [{ from: 1, to: 1 }], startAt: 1, copies: 1 };
    expect(await codeOf(on.steering.reprint(clerk, id, again))).toBe('none');
    expect(await codeOf(on.steering.reprint(clerk, id, { ...again, startAt: 3 }))).toBe('label-run.off-page');
    expect(await codeOf(on.steering.reprint(clerk, id, { ...again, startAt: 3, allowOffPage: true }))).toBe('none');
  });

  it('is asked about for pallets too', async () => {
    const facade = test.app.get(LabelsFacade);
    const label = { subjectId: null, code: 'P1', lines: ['Accumulation of the whole district started 2026-11-26'] };
    const pallets: GivenLabels = {
      ...{ kind: 'pallet', siteId: here, stockId: 'avery-5160', arrangement: 'qr', printerId: right, startAt: 3 },
      labels: [label],
    };
    const print = (asked: GivenLabels): Promise<string> =>
      test.database.database.transaction((tx) => facade.createRun(tx, clerk, asked));
    expect(await codeOf(print(pallets))).toBe('label-run.off-page');
    expect(await codeOf(print({ ...pallets, startAt: 1 }))).toBe('none');
    expect(await codeOf(print({ ...pallets, allowOffPage: true }))).toBe('none');
  });
});
