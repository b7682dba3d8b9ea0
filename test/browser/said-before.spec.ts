import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

it('a voided tag is said beside the field before it is saved, and saved without being said again', async () => {
  const { given, siteId } = app();
  await given.voidedTag(siteId, 'VOID-');
  const page = await (await app().context()).newPage();
  const warning = page.getByRole('status').filter({ hasText: 'The labels with tag VOID-1 were voided, “Smeared”' });
  await page.goto('/devices/new');
  await page.locator('#assetTag').fill('VOID-1');
  await page.locator('#serial').focus();
  await warning.waitFor();

  const device = await given.device(siteId);
  await page.goto(`/devices/${device.id}/identifiers`);
  await page.getByRole('button', { name: 'Replace the tag' }).click();
  await page.locator('#code').fill('VOID-1');
  await page.locator('#reason').focus();
  await warning.waitFor();
  await page.locator('form').getByRole('button', { name: 'Replace the asset tag' }).click();
  await page.locator('form').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'VOID-1' }).waitFor();
  expect(await page.getByText('The device has its new tag.').count()).toBe(0);
}, 60_000);

it('labels of a list are of what its chips say, in its order', async () => {
  const { given, siteId } = app();
  await given.device(siteId);
  const page = await (await app().context()).newPage();
  await page.goto('/devices?site=LHS&holder=none&sort=-lastSeen');
  await page.getByRole('button', { name: 'Held by is Nobody' }).waitFor();
  await page.getByRole('link', { name: 'Print labels' }).click();
  await page.getByText(/^All devices: .*Held by is Nobody\. Sorted by last seen, the latest first\.$/).waitFor();
}, 60_000);

it('a room of a list of several sites is named, in its chip and above its labels', async () => {
  const { given, siteId } = app();
  const room = await given.room(siteId, 'Shelf 4');
  await given.site('OTH');
  const page = await (await app().context()).newPage();
  await page.goto(`/devices?site=LHS,OTH&room=${room}`);
  await page.getByRole('button', { name: /is LHS · Shelf 4$/ }).waitFor();
  await page.getByRole('link', { name: 'Print labels' }).click();
  await page.locator('#label-site').selectOption('LHS');
  await page.getByText(/^All devices: .* is LHS · Shelf 4\./).waitFor();
}, 60_000);

it('loans between days that end before they begin are not asked for: the days are swapped', async () => {
  const page = await (await app().context()).newPage();
  await page.goto('/loans?from=2026-08-02&until=2026-08-01');
  await page.getByText('Is before the first day').waitFor();
  await page.getByRole('button', { name: 'Swap the days' }).click();
  await page.getByText('No loan matches').waitFor();
  expect(new URL(page.url()).search).toBe('?from=2026-08-01&until=2026-08-02');
}, 60_000);
