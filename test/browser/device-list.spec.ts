import type { Page } from 'playwright-core';
import { tabTo } from '../support/keyboard.js';
import { shown } from '../support/pages.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

const MANY = 120;
const tags: string[] = [];

beforeAll(async () => {
  const { given, siteId, otherSiteId } = app();
  const modelId = await given.model();
  for (let n = 0; n < MANY; n++) {
    const state = n % 40 === 39 ? 'missing' : 'in-stock';
    tags.push((await given.device(n < 110 ? siteId : otherSiteId, { modelId, state })).tag);
  }
}, 60_000);

const tagsOf = async (page: Page): Promise<string[]> =>
  (await page.locator('tbody td a').allInnerTexts()).filter((text) => text.startsWith('TAG-'));
const heads = (page: Page): Promise<string[]> => page.getByRole('columnheader').allInnerTexts();

async function list(page: Page, address: string): Promise<void> {
  await shown(page, address);
  await page.getByRole('table').waitFor();
}
async function press(page: Page, words: RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press(key);
}

it('44: a long list moves nothing while it loads and keeps only the rows in sight in the document', async () => {
  const page = await (await app().context()).newPage();
  await page.addInitScript(`window.shifts = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: 'layout-shift', buffered: true })`);
  await list(page, '/devices');
  expect(await page.evaluate<number>('window.shifts')).toBeLessThan(0.02);
  expect(await page.getByRole('status').filter({ hasText: 'Rows 1–100 of 120' }).count()).toBe(1);
  const { length } = await tagsOf(page);
  expect(length).toBeGreaterThan(10);
  expect(length).toBeLessThanOrEqual(60);
});

it('65: filters, sort, columns and the view stand in the address: reload, Back and another browser show the same', async () => {
  const page = await (await app().context()).newPage();
  await list(page, '/devices');
  await press(page, /^Missing\s*\d/);
  await page.waitForURL(/view=missing/);
  await press(page, /^Asset tag/);
  await page.waitForURL(/sort=-tag/);
  await press(page, /^Columns/);
  await press(page, /^Serial/, 'Space');
  await page.keyboard.press('Escape');
  await page.waitForURL(/cols=/);
  const seen = async (of: Page) => ({ tags: await tagsOf(of), heads: await heads(of) });
  const missing = tags.filter((_, n) => n % 40 === 39).reverse();
  const before = await until(
    () => seen(page),
    ({ tags: shown }) => shown.join() === missing.join(),
  );
  expect(before.heads.join()).not.toContain('Serial');
  await page.reload();
  await until(
    () => seen(page),
    (now) => JSON.stringify(now) === JSON.stringify(before),
  );
  await press(page, new RegExp(`^${missing[0]}$`));
  await page.waitForURL(/\/devices\/[\w-]{36}/);
  await page.goBack();
  await until(
    () => seen(page),
    (now) => JSON.stringify(now) === JSON.stringify(before),
  );
  const other = await (await app().context()).newPage();
  await list(other, page.url());
  expect(await seen(other)).toEqual(before);
  expect(
    await other
      .getByRole('link', { name: /^Missing\s*\d/ })
      .first()
      .getAttribute('aria-current'),
  ).toBe('page');
});

it('a view gets another name, and everything else of it stays', async () => {
  const page = await (await app().context()).newPage();
  await list(page, '/devices?state=missing&sort=-tag');
  const asked = (): Promise<unknown> =>
    until(
      () => page.evaluate<string>('document.activeElement.id'),
      (id) => id === 'view-name',
    );
  await press(page, /^Save view$/);
  await asked();
  await page.keyboard.type('Gone');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Gone/ }).waitFor();
  await press(page, /^Rename$/);
  await asked();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Not here');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Not here/ }).waitFor();
  expect(await app().query('SELECT name, query, version FROM saved_view')).toEqual([
    { name: 'Not here', query: 'state=missing&sort=-tag', version: 2 },
  ]);
});

it('67: fifty pasted codes: 48 are found, and the two that are not are named', async () => {
  const context = await app().context({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await list(page, '/devices');
  const codes = [...tags.slice(0, 48), 'NO-SUCH-1', 'NO-SUCH-2'].join('\n');
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(codes)})`);
  await tabTo(page, /^Search devices$/);
  await page.keyboard.press('Control+V');
  await page.getByText('48 of 50 found').waitFor();
  expect(
    await page.getByRole('list', { name: 'Codes that were not found' }).getByRole('listitem').allInnerTexts(),
  ).toEqual(['NO-SUCH-1', 'NO-SUCH-2']);
  await page.getByRole('table', { name: 'Devices of the pasted list' }).waitFor();
});

it('68: all that match are moved: a preview with the reasons, progress, the result, and one undo', async () => {
  const at = async (siteId: string): Promise<number> =>
    (await app().query('SELECT 1 FROM device WHERE location_site_id = $1', [siteId])).length;
  const page = await (await app().context()).newPage();
  await list(page, '/devices?site=LHS');
  await press(page, /^Select the rows shown/, 'Space');
  await tabTo(page, /^Select all 110 that match/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByText('All 110 selected').waitFor();
  await press(page, /^Move$/);
  await page.locator('#bulk-first').selectOption({ label: 'WMS · WMS School' });
  await press(page, /^Preview$/);
  await page.getByRole('heading', { name: '108 will change, 2 cannot' }).waitFor();
  expect(await at(app().siteId)).toBe(110);
  await page.getByRole('listitem').filter({ hasText: '2 missing, stolen or written off' }).waitFor();
  await press(page, /^Reason/, 'End');
  await page.keyboard.type('The library moves');
  await press(page, /^Change 108 devices/);
  await page.getByRole('heading', { name: '108 devices changed, 2 could not' }).waitFor();
  expect(await at(app().siteId)).toBe(2);
  await press(page, /^Undo this change/);
  await page.getByRole('heading', { name: '108 devices taken back' }).waitFor();
  expect(await at(app().siteId)).toBe(110);
}, 60_000);

it('look-alikes are found from the list of devices, compared, and merged for a reason', async () => {
  const { given, siteId } = app();
  const [zero, letter] = [
    await given.device(siteId, { serial: 'LA0K1' }),
    await given.device(siteId, { serial: 'LAOK1' }),
  ];
  await given.device(siteId, { serial: 'LA0K2' });
  const page = await (await app().context()).newPage();
  await list(page, '/devices');
  await press(page, /^Look-alikes$/);
  await page.getByRole('heading', { level: 1, name: 'Look-alikes' }).waitFor();
  await page.getByRole('row', { name: /LA0K1/ }).waitFor();
  expect(await page.getByRole('row', { name: /LAOK1/ }).count()).toBe(1);
  await press(page, new RegExp(`^${zero.tag}$`));
  await press(page, new RegExp(`^Compare and merge into ${letter.tag}`));
  expect(await page.getByRole('button', { name: /^Compare and merge/ }).count()).toBe(1);
  await page.getByText(/Compared because of a code that looks the same/).waitFor();
  const merge = new RegExp(`^Merge ${zero.tag} into ${letter.tag}$`);
  await press(page, merge);
  await page.getByRole('link', { name: 'Say how the two records came to be' }).waitFor();
  await page.locator('#reason').selectOption({ label: 'It was registered twice' });
  await press(page, merge);
  await page.getByRole('heading', { level: 1, name: letter.tag }).waitFor();
  await page.getByText(/Another record was merged into this one – registered twice/).waitFor();
}, 60_000);

it('two records whose codes are not alike are merged by who names the other one, after both were shown', async () => {
  const { given, siteId } = app();
  const [going, staying] = [
    await given.device(siteId, { serial: '5CD0001ABC' }),
    await given.device(siteId, { serial: '5CD0001ABD' }),
  ];
  const page = await (await app().context()).newPage();
  await page.goto(`/devices/${going.id}/identifiers`);
  await press(page, /^Same device as…$/);
  for (const [code, refusal] of [
    ['', 'Enter the tag or serial of the other record'],
    ['5CD0001ABE', 'Not one record alone has the code 5CD0001ABE'],
    [going.tag, `${going.tag} is a code of this record`],
  ]) {
    await page.locator('#code').fill(code);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: refusal }).waitFor();
  }
  await page.locator('#code').fill('5cd0001abd');
  await page.keyboard.press('Enter');
  await page.getByText('Compared because of the code that was entered').waitFor();
  await page.locator('#reason').selectOption({ label: 'A code was typed wrong' });
  await press(page, new RegExp(`^Merge ${going.tag} into ${staying.tag}$`));
  await page.getByRole('heading', { level: 1, name: staying.tag }).waitFor();
  await page.getByText(/Another record was merged into this one – typed wrong/).waitFor();
}, 60_000);
