import type { Page } from 'playwright-core';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

/** What of the station does not fit a phone: wider than the screen, or lower than a finger. */
async function unfit(page: Page, within: string): Promise<string[]> {
  const buttons = page.locator(`${within} button, ${within} select`);
  const found: string[] = [];
  for (const button of await buttons.all()) {
    const box = await button.boundingBox();
    if (!box) continue;
    if (box.x < 0 || box.x + box.width > 390 || box.height < 44) found.push(await button.innerText());
  }
  const wide = await page.locator('html').evaluate((html) => {
    const { scrollWidth, clientWidth } = html as unknown as { scrollWidth: number; clientWidth: number };
    return scrollWidth - clientWidth;
  });
  return wide > 0 ? [...found, `the page, by ${wide} px`] : found;
}

const phone = () => app().context({ viewport: { width: 390, height: 844 } });

describe('a desk on a phone, by keys alone', () => {
  it('renews an overdue loaner and takes it back', async () => {
    const [maya, loaner] = [
      await app().given.person(app().siteId),
      await app().given.device(app().siteId, { loanerPool: true }),
    ];
    const { page, scan, view } = await app().desk('out', await phone());
    await scan('/loan');
    await scan(maya.number);
    await scan(loaner.tag);
    await view.until(({ result }) => result.row === 'O10');
    await app().server.database.asSuperuser(
      `UPDATE loan SET due_on = due_on - 7, due_at = due_at - interval '7 days' WHERE device_id = $1`,
      [loaner.id],
    );
    const due = async (): Promise<unknown> =>
      (await app().query('SELECT due_on::text AS on FROM loan WHERE device_id = $1', [loaner.id]))[0].on;
    const before = await due();
    // Somebody else in between: the same code at once would be a bounce of the trigger.
    await scan(maya.number);
    await scan(loaner.tag);
    await view.until(({ result }) => ['D2', 'O12'].includes(result.row));
    await page.locator('[data-testid=scan-result] [data-key=r]').waitFor();
    expect(await unfit(page, '[data-testid=scan-result]')).toEqual([]);
    await scan('r');
    await view.until(({ result }) => result.row === 'RENEW');
    expect(((await due()) as string) > (before as string)).toBe(true);
    expect((await view.now()).focus).toBe('scan-field');
    await scan('/u');
    await view.until(({ result }) => result.row === 'UNDO');
    expect(await due()).toBe(before);
  });

  it('collects a batch, drops what is blocked and commits', async () => {
    const { given, siteId } = app();
    const [first, second, broken] = [
      await given.device(siteId),
      await given.device(siteId),
      await given.device(siteId, { state: 'retired' }),
    ];
    const { page, scan, view } = await app().desk('in', await phone());
    await scan('/batch');
    for (const { tag } of [first, second, broken]) await scan(tag);
    await page.locator('[data-testid=batch][data-ready="2"][data-blocked="1"]').waitFor();
    expect(await unfit(page, '[data-testid=batch]')).toEqual([]);
    await page.locator('[data-testid=batch] [data-blocker]').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=batch][data-ready="2"][data-blocked="0"]').waitFor();
    await scan('/done');
    await view.until(({ result }) => result.row === 'BATCH' && result.headline.startsWith('CHECKED IN'));
  });

  it('E23: sees why it may leave its program, all four reasons, without scrolling', async () => {
    const { given, siteId, otherSiteId, server } = app();
    const [maya, funded] = [await given.person(siteId), await given.device(otherSiteId, { locationSiteId: siteId })];
    await server.database.asSuperuser(
      `WITH s AS (INSERT INTO funding_source (code, name, kind) VALUES ('T1', 'Title I, Part A', 'federal') RETURNING id),
         p AS (INSERT INTO funding_split (fingerprint) VALUES ('T1') RETURNING id),
         l AS (INSERT INTO funding_split_line SELECT p.id, s.id, 10000 FROM s, p)
       UPDATE device SET funding_split_id = (SELECT id FROM p) WHERE id = $1`,
      [funded.id],
    );
    const { page, scan, view } = await app().desk('out', await phone());
    await scan(maya.number);
    await view.until(({ person }) => person === maya.id);
    await scan(funded.tag);
    await view.until(({ result }) => result.row === 'E23');
    const reasons = await page.locator('[data-testid=scan-result] button[data-key]').all();
    expect(reasons).toHaveLength(4);
    for (const reason of reasons) {
      const box = await reason.boundingBox();
      expect(box!.y).toBeGreaterThanOrEqual(0);
      expect(box!.y + box!.height).toBeLessThanOrEqual(844);
    }
    expect(await unfit(page, '[data-testid=scan-result]')).toEqual([]);
    expect((await view.now()).focus).toBe('scan-field');
  });
});
