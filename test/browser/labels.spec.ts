import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { findingsInBoth } from '../support/axe.js';
import { shown } from '../support/pages.js';
import { Scanner } from '../support/scanner.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

const open = async (address: string): Promise<Page> => {
  const page = await (await app().context()).newPage();
  await shown(page, address);
  return page;
};

const MOST_STOPS = 150;

/** Presses Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const here = `document.activeElement?.matches(${JSON.stringify(selector)})`;
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await page.evaluate<boolean>(here)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab comes to ${selector}`);
}

const results = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('ol[aria-label^=Scans] li')].map(({ dataset }) => dataset.result)`);

const sounds = (page: Page): Promise<string[]> => page.evaluate(`window.__ux.sounds.map(({ name }) => name)`);

/** Thirty new tags on Avery 5160, the first at place 7, by Tab, arrows and letters alone. */
async function chooseTags(page: Page): Promise<void> {
  await tabTo(page, '#label-kind');
  await page.keyboard.type('New');
  await tabTo(page, '#label-prefix');
  await page.keyboard.type('av-');
  await tabTo(page, '#label-count');
  await page.keyboard.type('30');
  await tabTo(page, '#label-stock');
  await page.keyboard.type('8160');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make 30 labels' }).waitFor();
  await tabTo(page, '[role=radio]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator('g:has(> path:nth-of-type(24)):not(:has(> path:nth-of-type(25)))').waitFor();
}

async function downloaded(page: Page): Promise<string> {
  await tabTo(page, 'a[download]');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return (await readFile(await download.path())).toString('latin1');
}

it('71: tags of a delivery by keyboard only: six cells stay empty, a Letter page, three ticked off', async () => {
  const page = await open('/labels?site=LHS');
  await chooseTags(page);
  const sheet = page.getByTestId('label-sheet');
  expect(await sheet.locator('[data-used]').count()).toBe(6);
  expect(await sheet.locator('path[transform]').count()).toBe(24);
  expect(await page.locator('#label-from').inputValue()).toBe('7');
  expect(await sheet.getAttribute('viewBox')).toBe('0 0 2159 2794');
  expect(await findingsInBoth(page, 'the preview')).toEqual([]);

  await tabTo(page, '#labels-make');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/labels\/runs\//);
  await page.getByText('Actual size / 100 %').waitFor();
  const pdf = await downloaded(page);
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf.match(/\/MediaBox \[0 0 612 792\]/g)).toHaveLength(2);

  const scanner = await Scanner.of(page);
  await tabTo(page, 'main button[aria-expanded="false"]:not([aria-haspopup])');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Scan a printed label' }).waitFor();
  for (const code of ['AV-000001', 'AV-000002']) await scanner.scan(code);
  // The focus is elsewhere: the scanner is heard all the same.
  await page.keyboard.press('Shift+Tab');
  for (const code of ['AV-000030', 'AV-000002', 'AV-000031']) await scanner.scan(code);
  await page.getByRole('listitem').filter({ hasText: 'AV-000031' }).waitFor();
  await scanner.scan('https://evil.example/d/AV-000003');
  await page.getByRole('listitem').filter({ hasText: 'https://evil.example/d/AV-000003' }).waitFor();
  expect(await results(page)).toEqual(['other-address', 'not-in-run', 'again', 'verified', 'verified', 'verified']);
  await page.getByText('3 of 30 scanned').waitFor();
  await page.getByText('3 of 30', { exact: true }).waitFor();
  await page.getByRole('row').filter({ hasText: 'AV-000001' }).filter({ hasNotText: 'Not yet' }).waitFor();
  expect(await sounds(page)).toEqual(['S1-ok', 'S1-ok', 'S1-ok', 'S5-again', 'S4-stop', 'S4-stop']);
  expect(await findingsInBoth(page, 'the check')).toEqual([]);
});

it('no site is guessed where there are several: it is chosen first, then labels are made there', async () => {
  const page = await open('/labels?kind=tag-range&prefix=ST-&count=3');
  const make = page.getByRole('button', { name: 'Make labels', description: 'Choose where they are printed' });
  expect(await make.getAttribute('aria-disabled')).toBe('true');
  expect(await page.locator('#label-site').inputValue()).toBe('');
  expect(await findingsInBoth(page, 'the choice of a site')).toEqual([]);
  await page.locator('#label-site').selectOption('WMS');
  await page.getByRole('button', { name: 'Make 3 labels' }).waitFor();
  expect(new URL(page.url()).searchParams.get('site')).toBe('WMS');
});

it('a place that the page does not have keeps Make out of reach, with the reason', async () => {
  app().browser.expectProblem(/400/);
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=PL-&count=3&stock=avery-5164&from=7');
  const make = page.getByRole('button', { name: 'Make labels', description: /Start at place must be 1 to 6/ });
  await make.waitFor();
  expect(await make.getAttribute('aria-disabled')).toBe('true');
});

it('nothing that is chosen yet keeps Make out of reach, with what is missing', async () => {
  const page = await open('/labels?site=LHS&kind=person');
  const make = page.getByRole('button', { name: 'Make labels', description: /^Choose homerooms, grades/ });
  await make.waitFor();
  expect(await make.getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('checkbox', { name: 'Every homeroom of the site' }).check();
  await make.waitFor({ state: 'detached' });
});

it('tags that are taken are named, and the next free ones offered', async () => {
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=TK-&count=3');
  await page.getByRole('button', { name: 'Make 3 labels' }).click();
  await page.waitForURL(/runs/);
  await page.goto('/labels?site=LHS&kind=tag-range&prefix=TK-&count=3&first=2');
  await page.getByText('2 of these tags are taken').waitFor();
  await page.getByText('TK-000002, TK-000003').waitFor();
  const make = page.getByRole('button', { name: 'Make 3 labels', description: 'Tags of this range are taken' });
  expect(await make.getAttribute('aria-disabled')).toBe('true');
  await make.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take the next free numbers' }).click();
  await page.getByText('TK-000004').first().waitFor();
  await page.locator('#labels-make[aria-disabled=false]').waitFor();
});

it('codes that nobody knows are named by line, and wait for an answer; none of it is in the address', async () => {
  const { tag } = await app().given.device(app().siteId);
  const page = await open('/labels?site=LHS');
  await page.locator('#label-pasted').fill(`${tag}\n\nNO-SUCH-1`);
  await page.getByText('1 code is not known here').waitFor();
  await page.getByText('in line 3').waitFor();
  expect(page.url()).not.toContain('NO-SUCH');
  await page.getByText('2 lines: 1 device, 1 unknown').waitFor();
  const asked = page.getByRole('button', { name: 'Make 1 label', description: /^Say whether to print without/ });
  expect(await asked.getAttribute('aria-disabled')).toBe('true');
  await page.locator('#label-text').focus();
  await page.keyboard.type('Room B12');
  expect(await page.locator('#label-text').inputValue()).toBe('Room B12');
  await page.getByTestId('label-sheet').getByText('Room B12').waitFor();
  await page.getByRole('checkbox', { name: 'Print without it' }).check();
  await asked.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Make 1 label' }).click();
  await page.waitForURL(/runs/);
  await page.goBack();
  expect(await page.locator('#label-pasted').inputValue()).toContain('NO-SUCH-1');
});

it('a part is printed again, and a run is voided with a reason', async () => {
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=RP-&count=40');
  await page.getByRole('button', { name: 'Make 40 labels' }).click();
  await page.waitForURL(/runs/);
  const first = page.url();
  await page.getByRole('button', { name: 'Print some again' }).click();
  await page.getByRole('textbox', { name: 'Labels' }).fill('17-99');
  await page.getByRole('button', { name: 'Make them' }).click();
  await page.getByRole('alert').getByText('Write which labels').waitFor();
  await page.getByRole('textbox', { name: 'Labels' }).fill('17–24');
  await page.getByRole('textbox', { name: 'Copies of each' }).fill('2');
  await page.getByRole('button', { name: 'Make them' }).click();
  await page.getByRole('heading', { name: '16 labels: new tags' }).waitFor();
  expect(page.url()).not.toBe(first);
  await page.getByText('RP-000017').first().waitFor();
  await page.getByRole('button', { name: 'Void this run…' }).click();
  await page.getByRole('button', { name: 'Void this run', exact: true }).click();
  await page.getByRole('alert').getByText('Say why').waitFor();
  await page.getByRole('textbox', { name: 'Why' }).fill('Wrong stock');
  await page.getByRole('button', { name: 'Void this run', exact: true }).click();
  await page.getByText('Not to be used: Wrong stock').waitFor();
  expect(await page.locator('a[download]').count()).toBe(0);
});

it('a part that the edge of the page would cut is printed once somebody agrees to it, and to another part anew', async () => {
  await app().query(
    `INSERT INTO label_printer (site_id, name, offset_x_tenths, offset_y_tenths) SELECT id, 'Far left', -100, 0 FROM site WHERE code = 'LHS'`,
  );
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=CU-&count=4');
  await page.locator('#label-printer').selectOption({ label: 'Any, true to size' });
  await page.getByRole('button', { name: 'Make 4 labels' }).click();
  await page.waitForURL(/runs/);
  const first = page.url();
  app().browser.expectProblem(/422/);
  await page.getByRole('button', { name: 'Print some again' }).click();
  await page.getByRole('textbox', { name: 'Labels' }).fill('2');
  await page.getByRole('combobox', { name: 'Printer' }).selectOption({ label: 'Far left' });
  await page.getByRole('button', { name: 'Make them' }).click();
  const agreed = page.getByRole('checkbox', { name: 'Print them cut' });
  await page.getByText('at the left would be missing').waitFor();
  await page.getByRole('alert').getByText('Say whether to print labels that the edge of the page cuts').waitFor();
  expect(await findingsInBoth(page, 'a part that would be cut')).toEqual([]);
  await agreed.check();
  await page.getByRole('textbox', { name: 'Labels' }).fill('3');
  await page.getByRole('button', { name: 'Make them' }).click();
  await page.getByRole('alert').getByText('Say whether to print').waitFor();
  expect(await agreed.isChecked()).toBe(false);
  await agreed.check();
  await page.getByRole('button', { name: 'Make them' }).click();
  await page.getByRole('heading', { name: '1 label: new tags' }).waitFor();
  expect(page.url()).not.toBe(first);
});

it('stock is found by its number, a name or a size, own stock and what the makers sell', async () => {
  const page = await open('/labels/stock');
  await page.getByRole('textbox', { name: 'Search stock' }).fill('2-5/8 x 1');
  await page.getByRole('link', { name: 'Avery 5160' }).waitFor();
  await page.getByRole('textbox', { name: 'Search stock' }).fill('2/3 x 1-3/4');
  await page.getByRole('link', { name: 'Avery 5160' }).waitFor({ state: 'detached' });
  await page.getByRole('row').filter({ hasText: 'Avery 8195' }).getByText('1.75 × 0.67 in').waitFor();
  await page.getByRole('textbox', { name: 'Search stock' }).fill('no such');
  await page.getByText('No stock is called “no such”').waitFor();
  await page.getByRole('textbox', { name: 'Search stock' }).fill('8160');
  await page.getByRole('link', { name: 'Avery 5160' }).click();
  await page.waitForURL(/\/labels\?stock=avery-5160/);
});

it('own stock is drawn while it is typed; what cannot be is said beside its field', async () => {
  const page = await open('/labels/stock');
  await page.getByRole('button', { name: 'Stock' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Silver tags');
  const wrong = page.getByTestId('stock-drawing').locator('[data-wrong]');
  expect(await wrong.count()).toBe(0);
  await page.locator('#pitchX').fill('60');
  await wrong.nth(29).waitFor({ state: 'attached' });
  expect(await wrong.count()).toBe(30);
  app().browser.expectProblem(/422/);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('alert').getByText('labels would overlap').waitFor();
  expect(await page.locator('#pitchX').getAttribute('aria-invalid')).toBe('true');
  await page.locator('#pitchX').fill('');
  // Key by key: the summary of what was wrong keeps its hands off the focus.
  await page.keyboard.type('70.6');
  expect(await page.locator('#pitchX').inputValue()).toBe('70.6');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Change Silver tags' }).waitFor();
});

it('a printer says which way it moves labels', async () => {
  const page = await open('/labels/printers');
  await page.getByRole('button', { name: 'Printer' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Front office');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('alert').getByText('Choose the site where it stands').waitFor();
  await page.locator('#siteId').selectOption({ index: 1 });
  await page.getByRole('textbox', { name: 'Move to the right' }).fill('0.3');
  await page.getByRole('textbox', { name: 'Move down' }).fill('-1.2');
  await page.getByText('Everything is printed 0.3 mm to the right and 1.2 mm up.').waitFor();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('cell', { name: '0.3 mm to the right and 1.2 mm up' }).waitFor();
  const [sheet] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the sheet' }).click(),
  ]);
  expect((await readFile(await sheet.path())).toString('latin1').startsWith('%PDF-')).toBe(true);
});
