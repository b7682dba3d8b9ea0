import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import Papa from 'papaparse';
import { findingsInBoth } from '../support/axe.js';
import { shown } from '../support/pages.js';
import { tabTo } from '../support/keyboard.js';
import { useWebApp } from '../support/web-app.js';

const folder = mkdtempSync(join(tmpdir(), 'cubby-exports-'));
const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all', DATA_DIR: folder } });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const { given, siteId } = app();
  for (const tag of ['000451', '000453', '000452']) await given.device(siteId, { tag });
  const other = await given.site('OTHER');
  await given.device(other, { tag: '000450' });
  const person = await given.person(siteId, { name: ['Maya', 'Rivera'] });
  const desk = await app().otherDesk();
  await desk.scan('out', person.number);
  await desk.scan('out', '000453');
});

const open = async (address: string): Promise<Page> => {
  const page = await (await app().context()).newPage();
  await shown(page, address);
  await page.getByRole('table').waitFor();
  return page;
};

/** The file that the browser saves when Enter is pressed on the focused button. */
async function saved(page: Page): Promise<{ name: string; rows: string[][] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  return { name: download.suggestedFilename(), rows: Papa.parse<string[]>(text.slice(1).trimEnd()).data };
}

const onScreen = (page: Page): Promise<string[][]> =>
  page.evaluate<string[][]>(`[...document.querySelectorAll('main table tbody tr')]
    .filter((row) => row.querySelector('a'))
    .map((row) => [...row.children].filter((cell) => !cell.querySelector('input')).map((cell) => cell.textContent.trim()))`);

it('“Export this view” gives exactly the columns, the order and the rows of the screen, by the keyboard alone (66)', async () => {
  const page = await open('/devices?site=LHS&cols=tag,serial,condition&sort=-tag');
  const shownRows = await onScreen(page);
  expect(shownRows.map(([tag]) => tag)).toEqual(['000453', '000452', '000451']);
  await tabTo(page, /^Export this view$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^CSV$/);
  const { name, rows } = await saved(page);
  expect(name).toMatch(/^devices-\d{4}-\d\d-\d\d-\w{6}\.csv$/);
  // Holds stand behind the condition, in one cell.
  expect(rows).toEqual([['Asset tag', 'Serial', 'Condition', 'Holds'], ...shownRows.map((row) => [...row, ''])]);
  await page.getByRole('status').filter({ hasText: '3 rows' }).waitFor();
  await page.keyboard.press('Escape');
  // The focus is back where it was.
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Export this view');
});

it('asks for whom and why before names leave, and finds the way to what is missing', async () => {
  const page = await open('/devices?site=LHS&state=deployed');
  await tabTo(page, /^Export this view$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^CSV$/);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Say who gets the file' }).waitFor();
  expect(await findingsInBoth(page, 'the panel')).toEqual([]);
  await page.getByLabel('Recipient').focus();
  await page.keyboard.type('County office');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Audit of loans');
  await tabTo(page, /^CSV$/);
  const { rows } = await saved(page);
  expect(rows[1].join()).toContain('Rivera');
  await page.getByRole('switch', { name: 'Leave names out' }).focus();
  await page.keyboard.press('Space');
  await tabTo(page, /^CSV$/);
  const again = await saved(page);
  expect(again.rows[1].join()).toMatch(/P-[0-9A-Z]{10}/);
  expect(again.rows[1].join()).not.toContain('Rivera');
});

it('each export stands in the log with its list and for whom (80), and in the list of exports', async () => {
  const entries = await app().server.database.asSuperuser(
    `SELECT row_count AS n, detail ->> 'variant' AS variant, detail ->> 'recipient' AS recipient FROM access_log
     WHERE action = 'list.exported' ORDER BY id`,
  );
  expect(entries).toEqual([
    { n: 3, variant: 'plain', recipient: null },
    { n: 1, variant: 'names', recipient: 'County office' },
    { n: 1, variant: 'pseudonyms', recipient: null },
  ]);
  const page = await open('/exports');
  expect(await page.getByRole('row').filter({ hasText: 'County office: Audit of loans' }).count()).toBe(1);
  expect(await page.getByRole('link', { name: /^Download devices-/ }).count()).toBe(3);
  expect(await findingsInBoth(page, 'exports')).toEqual([]);
  const log = await open('/log?source=export');
  expect(await log.getByRole('row').filter({ hasText: 'Exported a list' }).count()).toBe(3);
});

it('an auditor makes a file of people from the page of exports: no name is in it, nor asked for', async () => {
  const page = await (await app().contextAs('auditor')).newPage();
  await shown(page, '/exports');
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByLabel('List', { exact: true }).selectOption({ label: 'People' });
  await page.getByText('Your account may not export names').waitFor();
  expect(await page.getByLabel('Recipient').count()).toBe(0);
  await page.getByRole('button', { name: 'CSV' }).focus();
  const { rows } = await saved(page);
  expect(rows[1].join()).toMatch(/P-[0-9A-Z]{10}/);
  expect(rows.flat().join()).not.toMatch(/Maya|Rivera/);
  expect(await findingsInBoth(page, 'a new file')).toEqual([]);
  const row = page.getByRole('row').filter({ hasText: 'Pseudonyms' });
  expect(await row.textContent()).toContain('All rows');
  expect(await row.textContent()).toContain('Family name, Given name, Number');
});

it('on a phone the buttons of the panel stay in sight, also after an error', async () => {
  const page = await open('/devices?site=LHS&state=deployed');
  await page.setViewportSize({ width: 390, height: 600 });
  await page.getByRole('button', { name: 'Export this view' }).click();
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'Say who gets the file' }).waitFor();
  for (const format of ['CSV', 'Excel', 'PDF']) {
    const box = (await page.getByRole('button', { name: format, exact: true }).boundingBox())!;
    expect([format, box.y > 0 && box.y + box.height <= 600]).toEqual([format, true]);
  }
});

it('a pasted list is exported in its order, and a filter does not lose it', async () => {
  const page = await open('/devices?cols=tag,serial');
  const paste = `(() => {
    const data = new DataTransfer();
    data.setData('text', '000452\\n000450\\n000453');
    document.querySelector('input[aria-label="Search devices"]').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  })()`;
  await page.evaluate(paste);
  await page.getByText('3 of 3 found').waitFor();
  await page.getByRole('button', { name: 'Export this view' }).click();
  await page.getByRole('button', { name: 'CSV', exact: true }).focus();
  expect((await saved(page)).rows.map(([tag]) => tag)).toEqual(['Asset tag', '000452', '000450', '000453']);
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /Filter/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'State', exact: true }).click();
  await page.getByLabel('Checked out').click();
  await page.getByText('1 of them match the filters').waitFor();
  expect(await page.getByText('3 of 3 found').count()).toBe(1);
});

it('what a search finds is exported in its order and with the columns chosen, and its text goes nowhere', async () => {
  const page = await open('/devices?cols=tag,serial');
  await page.getByLabel('Search devices', { exact: true }).fill('00045');
  await page.getByRole('columnheader', { name: 'Found by' }).waitFor();
  const shownRows = await onScreen(page);
  expect(shownRows.length).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Export this view' }).click();
  await page.getByRole('button', { name: 'CSV', exact: true }).focus();
  const { rows } = await saved(page);
  expect(rows).toEqual([['Asset tag', 'Serial'], ...shownRows.map(([tag, , serial]) => [tag, serial])]);
  const people = await open('/people');
  await people.getByLabel('Search people', { exact: true }).fill('Rivera');
  await people.getByText('The best matches first').waitFor();
  await people.getByRole('button', { name: 'Export this view' }).click();
  expect(await people.getByRole('switch', { name: 'Leave names out' }).count()).toBe(0);
  await people.getByLabel('Recipient').fill('County office');
  await people.getByLabel('Purpose').fill('Audit of loans');
  await people.getByRole('button', { name: 'CSV', exact: true }).focus();
  expect((await saved(people)).rows[1].join()).toContain('Rivera');
  expect(people.url() + JSON.stringify(app().server.log)).not.toMatch(/Rivera/);
  const kept = await app().server.database.asSuperuser(
    'SELECT query, words FROM export_run ORDER BY created_at DESC LIMIT 2',
  );
  expect(kept).toMatchObject([{ words: 'Picked rows: 1' }, { words: `Picked rows: ${shownRows.length}` }]);
  expect(JSON.stringify(kept)).not.toMatch(/Rivera|00045/);
});

it('selected rows are exported as they stand in the list', async () => {
  const page = await open('/devices?site=LHS&cols=tag,serial&sort=-tag');
  for (const tag of ['000451', '000453']) {
    await page.getByRole('row').filter({ hasText: tag }).getByRole('checkbox').check();
  }
  const bar = page.getByRole('region', { name: 'Selected devices' });
  await bar.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByText('The selected rows').waitFor();
  await page.getByRole('button', { name: 'CSV', exact: true }).focus();
  expect((await saved(page)).rows.map(([tag]) => tag)).toEqual(['Asset tag', '000453', '000451']);
});

it('a list has the columns of its table, those that it has besides when they are ticked, and says which order codes bring', async () => {
  await app().given.missingCase(app().siteId);
  const page = await open('/missing?site=LHS');
  await page.getByRole('button', { name: 'Export this view' }).click();
  const panel = page.getByRole('dialog', { name: 'Export this view' });
  await panel.getByText('They stand in the order of the list').waitFor();
  await panel.getByRole('switch', { name: 'Leave names out' }).check({ force: true });
  await panel.getByText('Rows stand in the order of the codes, not of the list').waitFor();
  await panel.getByText('More columns: 0 of 4').click();
  expect(await findingsInBoth(page, 'the columns')).toEqual([]);
  await panel.getByLabel('Serial').check();
  await panel.getByText('More columns: 1 of 4').waitFor();
  await panel.getByRole('button', { name: 'CSV', exact: true }).focus();
  expect((await saved(page)).rows[0]).toEqual([
    ...['Asset tag', 'State', 'Next step', 'Step overdue', 'Closed as', 'Due'],
    ...['Held by', 'Site', 'Last seen', 'Model', 'Serial'],
  ]);
});
