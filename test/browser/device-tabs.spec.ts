import { manyDevices } from '../../libs/inventory/src/bulk/bulk.test-support.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin' });

it('the tabs say exact numbers, and which devices are due this fiscal year', async () => {
  const { given, siteId, server } = app();
  const modelId = await given.model();
  const [late] = await manyDevices(server.database, { count: 1_234, modelId, siteId, prefix: 'MANY' });
  await server.database.asSuperuser(`UPDATE device SET received_on = '2015-08-01' WHERE id = $1`, [late]);
  const page = await (await app().context()).newPage();
  await page.goto('/devices');
  const tabs = page.getByRole('navigation', { name: 'Views' });
  await tabs.getByRole('link', { name: /^All\s*1,234$/ }).waitFor();
  await page
    .getByRole('status')
    .filter({ hasText: /^Rows 1–\d+ of 1,234$/ })
    .waitFor();
  await tabs.getByRole('link', { name: /^Due this FY\s*1$/ }).click();
  await page.getByRole('status').filter({ hasText: 'Rows 1–1 of 1' }).waitFor();
  expect(new URL(page.url()).searchParams.get('dueIn')).toBe('now');
  await page.getByRole('button', { name: 'Due for refresh is this fiscal year or late' }).waitFor();
});

it.each([
  ['the screen of a desk', { width: 1366, height: 768 }],
  ['a phone', { width: 390, height: 844 }],
])('every tab is in sight on %s, none of them cut', async (_screen, viewport) => {
  const page = await (await app().context({ viewport })).newPage();
  await page.goto('/devices');
  const tabs = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
  await tabs.last().waitFor();
  expect(await tabs.count()).toBeGreaterThan(5);
  for (const tab of await tabs.all()) {
    const box = (await tab.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
  }
});
