import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it('74: imports a file of devices by keyboard: mapping, dry run that writes nothing, run, error rows', async () => {
  await app().given.device(app().siteId, { tag: 'OLD-1' });
  const path = join(folder, 'devices.csv');
  const lines = [
    'Asset Tag,Manufacturer,Model,Site,Purchase Cost,Remarks',
    'NEW-1,Acer,C734,LHS,$289.00,a',
    'NEW-2,Acer,C734,LHS,$289.00,b',
    'OLD-1,,,,$250.00,',
    'NEW-3,Acer,C734,NOWHERE,$289.00,d',
  ];
  await writeFile(path, `\uFEFF${lines.join('\r\n')}\r\n`);
  const page = await (await app().context({ acceptDownloads: true })).newPage();
  await upload(page, path);
  const remarks = page.getByRole('row', { name: /^Remarks/ });
  expect(await remarks.innerText()).toMatch(/a · b · d\s+75 %/);

  await press(page, /^Save and do a dry run/);
  await page.getByText('Nothing has been changed.').waitFor();
  const counts = page.getByRole('group', { name: 'Lines by what they do' });
  expect((await counts.innerText()).split(/\s+/)).toEqual([
    '2',
    'Create',
    '1',
    'Change',
    '0',
    'Unchanged',
    '1',
    'Refused',
  ]);
  expect((await page.getByRole('row', { name: /NOWHERE/ }).innerText()).split('\t')).toEqual([
    '5',
    'Site',
    'NOWHERE',
    'is not a site',
    expect.stringContaining('Use the code or the name of a site'),
  ]);
  expect(await devices()).toEqual([{ tag: 'OLD-1', cost: null }]);
  await press(page, /^1\s*Change/);
  await press(page, /^Show the lines that change Cost/);
  await page.getByRole('row', { name: /OLD-1.*empty → \$250\.00/ }).waitFor();

  await press(page, /^Run: 2 new, 1 change/);
  await page.getByText(/^The import is done/).waitFor();
  expect(await devices()).toEqual([
    { tag: 'NEW-1', cost: 28_900 },
    { tag: 'NEW-2', cost: 28_900 },
    { tag: 'OLD-1', cost: 25_000 },
  ]);

  await tabTo(page, /^Download error rows \(1\)/);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const rows = await readFile(await (await download).path(), 'utf8');
  expect(rows).toMatch(/NEW-3,Acer,C734,NOWHERE,.*is not a site/);
  expect(rows).not.toContain('NEW-1');
}, 120_000);

it('74: changes nothing the second time, and says so', async () => {
  const path = join(folder, 'same.csv');
  await app().given.device(app().siteId, { tag: 'SAME-1', serial: 'SS1' });
  await writeFile(path, 'asset tag,serial\nSAME-1,SS1\n');
  const page = await (await app().context()).newPage();
  await upload(page, path);
  await press(page, /^Save and do a dry run/);
  await page.getByText('There is nothing to do: no line creates or changes anything.').waitFor();
  expect(await page.getByRole('button', { name: /^Run/ }).count()).toBe(0);
}, 120_000);
