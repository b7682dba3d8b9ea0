import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { tabTo } from '../support/keyboard.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'cubby-import-page-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const devices = async (): Promise<Record<string, unknown>[]> =>
  app().query(`SELECT asset_tag AS tag, cost_cents AS cost FROM device ORDER BY asset_tag`);

async function press(page: Page, words: RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press(key);
}

/** By Tab, Space and Enter alone, as far as the mapping. */
async function upload(page: Page, path: string): Promise<void> {
  await page.goto('/imports/new');
  await page.getByRole('heading', { name: 'Import a file' }).waitFor();
  // The rail has a "People" too.
  await press(page, /^Skip to/);
  await tabTo(page, /^People/);
  await page.keyboard.press('ArrowDown');
  const chooser = page.waitForEvent('filechooser');
  await press(page, /^Choose a file/);
  await (await chooser).setFiles(path);
  await press(page, /^Upload and read/);
  await page.getByRole('button', { name: 'Save and do a dry run' }).waitFor();
}

/** Of every table with records: how many rows, and which transaction wrote each last. Equal when nothing was written. */
async function stamp(): Promise<unknown[]> {
  const tables = [
    'device',
    'device_event',
    'device_identifier',
    'loan',
    'model',
    'person',
    'person_site',
    'site',
    'room',
  ];
  const each = tables.map(
    (table) =>
      `SELECT '${table}' AS name, count(*)::int AS n, md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) AS written FROM ${table}`,
  );
  return app().query(each.join(' UNION ALL '));
}

/** Create, change, unchanged, refused: as the page says them, before the run or after. */
const numbers = async (page: Page): Promise<string[]> =>
  (await page.getByRole('group', { name: 'Lines by what they do' }).last().innerText()).match(/\d+/g) ?? [];

async function downloaded(page: Page, words: RegExp): Promise<string> {
  await tabTo(page, words);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  return readFile(await (await download).path(), 'utf8');
}

const HEADER = 'Asset Tag,Manufacturer,Model,Site,Purchase Cost,Remarks';
const LINES = ['NEW-1,Acer,C734,LHS,$289.00,a', 'NEW-2,Acer,C734,LHS,$289.00,b', 'OLD-1,,,,$250.00,'];
const WRONG = 'NEW-3,Acer,C734,NOWHERE,$289.00,d';

it('74: imports a file of devices by keyboard: the dry run writes nothing, the run does what it said, errors come back', async () => {
  await app().given.device(app().siteId, { tag: 'OLD-1' });
  const path = join(folder, 'devices.csv');
  await writeFile(path, `\uFEFF${[HEADER, ...LINES, WRONG].join('\r\n')}\r\n`);
  const page = await (await app().context({ acceptDownloads: true })).newPage();
  const before = await stamp();
  await upload(page, path);
  const remarks = page.getByRole('row', { name: /^Remarks/ });
  expect(await remarks.innerText()).toMatch(/a · b · d\s+75 %/);

  await press(page, /^Save and do a dry run/);
  await page.getByText('Nothing has been changed.').waitFor();
  const predicted = ['2', '1', '0', '1'];
  expect(await numbers(page)).toEqual(predicted);
  expect((await page.getByRole('row', { name: /NOWHERE/ }).innerText()).split('\t')).toEqual([
    '5',
    'Site',
    'NOWHERE',
    'is not a site',
    expect.stringContaining('Use the code or the name of a site'),
  ]);
  expect(await stamp()).toEqual(before);
  await press(page, /^1\s*Change/);
  await press(page, /^Show the lines that change Cost/);
  await page.getByRole('row', { name: /OLD-1.*empty → \$250\.00/ }).waitFor();

  await press(page, /^Run: 2 new, 1 change/);
  await page.getByText(/^The import is done/).waitFor();
  expect(await numbers(page)).toEqual(predicted);
  expect(await devices()).toEqual([
    { tag: 'NEW-1', cost: 28_900 },
    { tag: 'NEW-2', cost: 28_900 },
    { tag: 'OLD-1', cost: 25_000 },
  ]);

  const errors = await downloaded(page, /^Download error rows \(1\)/);
  const reason = 'Site “NOWHERE” is not a site. Use the code or the name of a site, or add the site first.';
  expect(errors).toBe(`\uFEFF${HEADER},error\r\n${WRONG},"${reason}"\r\n`);
  const corrected = join(folder, 'devices-errors.csv');
  await writeFile(corrected, errors.replace('NOWHERE', 'WMS'));
  await upload(page, corrected);
  await press(page, /^Save and do a dry run/);
  await page.getByRole('button', { name: /^Run: 1 new/ }).waitFor();
  await press(page, /^Run: 1 new/);
  await page.getByText(/^The import is done/).waitFor();
}, 120_000);

it('74: the same file, corrected and uploaded whole, changes nothing and says so', async () => {
  const path = join(folder, 'whole.csv');
  await writeFile(path, [HEADER, ...LINES, WRONG.replace('NOWHERE', 'WMS')].join('\n'));
  const page = await (await app().context()).newPage();
  const before = await stamp();
  await upload(page, path);
  await press(page, /^Save and do a dry run/);
  await page.getByText('There is nothing to do: no line creates or changes anything.').waitFor();
  expect(await numbers(page)).toEqual(['0', '0', '4', '0']);
  expect(await page.getByRole('button', { name: /^Run/ }).count()).toBe(0);
  expect(await stamp()).toEqual(before);
}, 120_000);

it('75: offers to pad tags that lost their zeros, by keyboard; left alone they stay, taken they fit the pattern', async () => {
  await app().given.device(app().siteId, { tag: '004512' });
  for (let n = 1; n <= 9; n += 1) await app().given.device(app().siteId, { tag: `00460${n}` });
  const path = join(folder, 'zeros.csv');
  await writeFile(path, 'Asset Tag,Purchase Cost\n4512,$300.00\n4601,$300.00\n104601,\n');
  const page = await (await app().context()).newPage();
  await upload(page, path);
  const offer = page.getByRole('checkbox', { name: 'Pad “Asset Tag” to 6 digits' });
  expect(await offer.isChecked()).toBe(false);
  const described = page.locator(`[id="${(await offer.getAttribute('aria-describedby')) ?? ''}"]`);
  expect(await described.innerText()).toContain('It would change 2 lines: 4512 → 004512, 4601 → 004601.');

  await press(page, /^Save and do a dry run/);
  await page.getByText('Nothing has been changed.').waitFor();
  await page.getByText(/^2 lines of “Asset Tag” have fewer than 6 digits, such as 4512/).waitFor();
  expect(await numbers(page)).toEqual(['0', '0', '0', '3']);

  await press(page, /^Change the mapping/);
  await press(page, /^Pad “Asset Tag” to 6 digits/, 'Space');
  await press(page, /^Save and do a dry run/);
  await page.getByText('“Asset Tag” is padded to 6 digits.').waitFor();
  await page.getByText('Nothing has been changed.').waitFor();
  expect(await numbers(page)).toEqual(['0', '2', '0', '1']);
  await press(page, /^Run: 2 changes/);
  await page.getByText(/^The import is done/).waitFor();
  expect(await app().query(`SELECT asset_tag AS tag FROM device WHERE cost_cents = 30000 ORDER BY 1`)).toEqual([
    { tag: '004512' },
    { tag: '004601' },
  ]);
}, 120_000);

it('asks which sheet of a workbook is meant, by keyboard, and reads that one', async () => {
  const header = ['Asset Tag', 'Purchase Cost'];
  const sheets = [
    { name: 'Summary', rows: [['Total', 2]] },
    { name: 'August', rows: [header, ['XL-1', 289.5], ['XL-2', 300]] },
  ];
  app().browser.expectProblem(/422/);
  const path = join(folder, 'delivery.xlsx');
  await writeFile(path, await writeXlsx({ sheets }));
  const page = await (await app().context()).newPage();
  await page.goto('/imports/new');
  await page.getByRole('radio', { name: 'Devices' }).check();
  await page.locator('input[type=file]').setInputFiles(path);
  await press(page, /^Upload and read/);
  await page.getByRole('radiogroup', { name: 'The workbook has 2 sheets. Which one is to be read?' }).waitFor();
  expect(await page.evaluate('document.activeElement.value')).toBe('Summary');
  await page.keyboard.press('ArrowDown');
  await press(page, /^Read this sheet/);
  await page.getByText('delivery.xlsx · sheet “August” of 2 · 2 lines · 2 columns').waitFor();
  expect(await app().query('SELECT count(*)::int AS n FROM import_run WHERE sheet IS NOT NULL')).toEqual([{ n: 1 }]);
}, 60_000);
