import type { Page } from 'playwright-core';
import { shown } from '../support/pages.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

const open = async (address: string): Promise<Page> => {
  const page = await (await app().context()).newPage();
  await shown(page, address);
  return page;
};

it('until its plan is answered nothing is made, and the preview says that it is on its way', async () => {
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=LD-&stock=avery-5160');
  await page.getByText('Write how many').first().waitFor();
  let goOn = (): void => undefined;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  await page.route('**/api/v1/label-plans', async (route) => {
    await told;
    await route.continue();
  });
  await page.locator('#label-count').fill('3');
  await page.getByRole('region', { name: 'Preview' }).getByText('Loading').waitFor();
  const make = page.locator('#labels-make');
  expect(await make.getAttribute('aria-disabled')).toBe('true');
  await make.focus();
  await page.keyboard.press('Enter');
  goOn();
  await page.getByRole('button', { name: 'Make 3 labels' }).waitFor();
  expect(await make.getAttribute('aria-disabled')).toBe('false');
  expect(page.url()).not.toContain('/runs/');
});

it('small letters of the preview stand as far apart as in print, not on whole pixels', async () => {
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=LT-&count=30&stock=avery-5160');
  await page.getByTestId('label-sheet').getByText('LT-000030').waitFor();
  const widths = await page.evaluate<number[]>(`(() => {
    const texts = [...document.querySelectorAll('[data-testid=label-sheet] text')];
    const [longest] = texts.toSorted((one, other) => other.textContent.length - one.textContent.length);
    return [...longest.textContent].map((_, n) => longest.getEndPositionOfChar(n).x - longest.getStartPositionOfChar(n).x);
  })()`);
  // On whole pixels a letter has one to four of them.
  expect(new Set(widths.map((wide) => Math.round(wide * 2))).size).toBeGreaterThan(6);
});

it('any page can be looked at, by buttons and by keys', async () => {
  const page = await open('/labels?site=LHS&kind=tag-range&prefix=PG-&count=100&stock=avery-5160');
  const sheet = page.getByTestId('label-sheet');
  await page.getByText('Page 1 of 4').waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('Page 3 of 4').waitFor();
  await sheet.getByText('PG-000061').waitFor();
  await page.keyboard.press('PageDown');
  await sheet.getByText('PG-000100').waitFor();
  expect(await page.getByRole('button', { name: 'Next page' }).getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Home');
  await page.getByText('Page 1 of 4').waitFor();
  await sheet.getByText('PG-000001').waitFor();
});
