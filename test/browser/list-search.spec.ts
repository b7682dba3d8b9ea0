import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin' });

const open = async (address: string): Promise<Page> => {
  const page = await (await app().context()).newPage();
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
};
const addressOf = (page: Page): string => page.url().slice(new URL(page.url()).origin.length);

it('a name that comes in an address is searched and leaves the address', async () => {
  const { given, siteId } = app();
  await given.person(siteId, { name: ['Ximena', 'Quintanilla'] });
  const page = await open('/people?q=Quintanilla&kind=student');
  await page.getByRole('link', { name: 'Quintanilla, Ximena' }).waitFor();
  await page.waitForURL((url) => url.search === '?kind=student');
  await page.reload();
  expect(await page.getByLabel('Search people').inputValue()).toBe('Quintanilla');
  await page.getByRole('link', { name: 'Quintanilla, Ximena' }).waitFor();
});

it.each([
  ['/sites', 'Search sites', 'Sites'],
  ['/admin/sites', 'Search sites', 'Sites'],
  ['/admin/models', 'Search models', 'Models'],
])('%s keeps its search in the address', async (address, label, caption) => {
  const { given } = app();
  await given.model();
  const page = await open(address);
  const rows = page.getByRole('table', { name: caption }).locator('tbody tr');
  await rows.first().waitFor();
  await page.getByLabel(label).fill('no such thing');
  await page.waitForURL(/\?q=no\+such\+thing$/);
  await page.getByText(/No (site|model) matches/).waitFor();
  await page.reload();
  expect(await page.getByLabel(label).inputValue()).toBe('no such thing');
  await page.getByText(/No (site|model) matches/).waitFor();
  await page.getByLabel(label).press('Escape');
  await rows.first().waitFor();
  await until(
    () => Promise.resolve(addressOf(page)),
    (now) => now === address,
  );
});

it.each(['/sites', '/admin/models', '/missing', '/reservations', '/log', '/clearances', '/loans'])(
  '%s says which part of an address it does not understand',
  async (address) => {
    const page = await open(`${address}?colour=red`);
    await page.getByText('Part of the address was not understood and is ignored: colour').waitFor();
  },
);
