import { useWebApp } from '../support/web-app.js';

// No worker: the run stands still.
const app = useWebApp({ role: 'it-admin' });

it('a run says one number, and offers to try again only when the server says that nothing moves', async () => {
  const { given, siteId, server } = app();
  for (let n = 0; n < 3; n += 1) await given.device(siteId, { state: 'in-stock' });
  const page = await (await app().context()).newPage();
  await page.goto('/devices?state=in-stock');
  await page.getByRole('checkbox', { name: /^Select the rows shown/ }).check();
  await page.getByRole('button', { name: 'Condition' }).click();
  await page.locator('#bulk-first').selectOption({ index: 3 });
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Change 3 devices' }).click();
  await page.getByRole('heading', { name: 'Changing: 0 of 3 devices' }).waitFor();
  await page.getByRole('progressbar', { name: 'Changing: 0 of 3 devices' }).waitFor();
  expect(await page.getByText(/^Changing/).count()).toBe(1);
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  const again = page.getByRole('button', { name: 'Try again' });
  expect(await again.count()).toBe(0);
  await server.database.asSuperuser(`UPDATE bulk_run SET moved_at = moved_at - interval '2 minutes'`);
  await again.click();
  await again.waitFor({ state: 'detached' });
});
