import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const states = async (ids: readonly string[]): Promise<string> =>
  (await app().query<{ state: string }>('SELECT DISTINCT state FROM device WHERE id = ANY ($1) ORDER BY state', [ids]))
    .map(({ state }) => state)
    .join();

const counts = async (page: Page): Promise<string> =>
  page.getByTestId('batch').evaluate((panel) => {
    const { dataset } = panel as unknown as { dataset: Record<string, string> };
    return `${dataset.ready} ready, ${dataset.blocked} blocked`;
  });
const counted = (page: Page, words: string): Promise<string> =>
  until(
    () => counts(page),
    (now) => now === words,
  );

describe('the batch chip', () => {
  it('38: 28 with 2 blocked: /done refuses and says why; without the group it commits; one undo takes 28 back', async () => {
    const { given, siteId } = app();
    const modelId = await given.model();
    const devices = [];
    for (let n = 0; n < 26; n += 1) devices.push(await given.device(siteId, { modelId }));
    for (let n = 0; n < 2; n += 1) devices.push(await given.device(siteId, { modelId, state: 'in-repair' }));
    const ready = devices.slice(0, 26).map(({ id }) => id);
    const code = `CART-${Date.now()}`;
    await given.room(siteId, code);
    const { page, scan, view } = await app().desk('out');
    await scan('/batch');
    expect(await page.locator('[data-chip=batch]').innerText()).toContain('Batch');
    for (const { tag } of devices) await scan(tag);
    await counted(page, '26 ready, 2 blocked');
    await scan(code);
    await view.until(({ context }) => context.includes(code));
    expect(await states(ready)).toBe('in-stock');

    // What was collected outlives the page.
    await page.reload();
    await view.ready();
    await counted(page, '26 ready, 2 blocked');

    await scan('/done');
    const refused = await view.until(({ result }) => result.row === 'BATCH-NO');
    expect(refused.result).toMatchObject({ class: 'STOP', headline: 'NOT DONE – 2 blocked' });
    expect(await states(ready)).toBe('in-stock');
    const remove = page.getByRole('button', { name: 'Remove 2 that are in repair' });
    await remove.click();
    await counted(page, '26 ready, 0 blocked');
    expect((await view.now()).focus).toBe('scan-field');

    await scan('/done');
    const done = await view.until(({ result }) => result.row === 'BATCH' && result.headline !== 'COLLECTED');
    expect(done.result).toMatchObject({ class: 'OK', headline: 'CHECKED OUT 26 devices' });
    await counted(page, '0 ready, 0 blocked');
    expect(await states(ready)).toBe('deployed');

    await scan('/u');
    await until(
      () => states(ready),
      (now) => now === 'in-stock',
    );
    await view.until(({ rows }) => rows.some(({ row, undone }) => row === 'BATCH' && undone));
  });

  it('/u leaves the last one out, and takes back nothing that was done before', async () => {
    const { given, siteId } = app();
    const maya = await given.person(siteId);
    const [lent, first, second] = [await given.device(siteId), await given.device(siteId), await given.device(siteId)];
    const { page, scan, view } = await app().desk('out');
    await scan(maya.number);
    await scan(lent.tag);
    await view.answered(lent.tag);
    await scan('/done');
    await scan('/batch');
    await scan(first.tag);
    await scan(second.tag);
    await counted(page, '2 ready, 0 blocked');
    await scan('/u');
    await counted(page, '1 ready, 0 blocked');
    await scan('/u');
    await counted(page, '0 ready, 0 blocked');
    expect(await states([lent.id])).toBe('deployed');
    await scan('/batch');
    await page.getByTestId('batch').waitFor({ state: 'detached' });
  });

  it('check in: takes all back and sends it to another site', async () => {
    const { given, siteId } = app();
    const other = await given.site();
    const devices = [await given.device(siteId), await given.device(siteId)];
    const { page, scan, view } = await app().desk('in');
    await scan('/batch');
    for (const { tag } of devices) await scan(tag);
    await counted(page, '2 ready, 0 blocked');
    await page.getByLabel('Then').selectOption(other);
    await scan('/done');
    const sent = await view.until(({ result }) => result.row === 'BATCH' && result.headline !== 'COLLECTED');
    expect(sent.result.headline).toBe('SENT 2 devices');
    expect(await states(devices.map(({ id }) => id))).toBe('in-transit');
  });
});
