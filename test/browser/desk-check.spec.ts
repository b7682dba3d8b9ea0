import { tabTo } from '../support/keyboard.js';
import { Scanner, TAB } from '../support/scanner.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp();
const CODE = 'CUBBY-Qa-Zy-0189';

it('a new desk is checked by keys only: what its scanner does is said in words, set, and told to the server', async () => {
  const context = await app().context();
  await context.addInitScript('window.print = () => undefined;');
  const page = await context.newPage();
  await page.goto('/scan/in');
  await page.evaluate(`localStorage.removeItem('cubby.station')`);
  await page.reload();
  await page.getByLabel('Or a new desk').fill('Library');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/scan\/check$/);

  await page.getByText('Step 1 of 4').waitFor();
  await tabTo(page, /^Yes$/);
  await page.keyboard.press('Enter');
  await page.getByText('Step 2 of 4').waitFor();
  const scanner = await Scanner.of(page);
  for (const said of ['1 of 3', '2 of 3']) {
    await scanner.burst(CODE.toUpperCase(), TAB);
    await page.getByText(said).waitFor();
  }
  await scanner.burst(CODE.toUpperCase(), TAB);
  await page.getByText('Step 3 of 4').waitFor();
  await tabTo(page, /^There is no printer here$/);
  await page.keyboard.press('Enter');
  await page.getByText('Step 4 of 4').waitFor();
  await tabTo(page, /^Skip$/);
  await page.keyboard.press('Enter');

  const found = await page.getByTestId('check-result').getByRole('listitem').allTextContents();
  expect(found).toEqual([
    'the scanner sends Tab',
    expect.stringMatching(/^\d+ ms a character$/) as string,
    'it makes capitals: fine',
    'sound OK',
    'no printer',
  ]);
  await page.keyboard.press('Enter');
  const { view } = await app().deskOn(page);
  expect((await view.now()).focus).toBe('scan-field');
  const [row] = await app().query<{ setup: unknown }>(`SELECT setup FROM station WHERE name = 'Library'`);
  expect(row.setup).toMatchObject({ suffix: 'tab', letterCase: 'upper', soundHeard: true, printer: 'none' });
  expect(await page.evaluate(`JSON.parse(localStorage.getItem('cubby.station-settings')).printer`)).toBe('none');
});

it('every step can be skipped, and another code is not taken for the test code', async () => {
  const page = await (await app().context()).newPage();
  await page.goto('/scan/check');
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  const scanner = await Scanner.of(page);
  for (let n = 0; n < 3; n++) {
    await scanner.burst('LHS-004512', TAB);
    await page.getByText(n < 2 ? `${n + 1} of 3` : 'That was not the test code').waitFor();
  }
  await page.getByRole('button', { name: 'Skip the rest' }).click();
  await page.getByText('nothing was checked').waitFor();
});
