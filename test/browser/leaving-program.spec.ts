import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

/** Of the other school, bought with money that is for its own program. */
async function funded(): Promise<{ id: string; tag: string }> {
  const device = await app().given.device(app().otherSiteId, { locationSiteId: app().siteId });
  await app().server.database.asSuperuser(
    `WITH s AS (INSERT INTO funding_source (code, name, kind) VALUES ('T' || $1, 'Title I', 'federal') RETURNING id),
       p AS (INSERT INTO funding_split (fingerprint) VALUES ($1) RETURNING id),
       l AS (INSERT INTO funding_split_line SELECT p.id, s.id, 10000 FROM s, p)
     UPDATE device SET program = 'Reading', funding_split_id = (SELECT id FROM p) WHERE id = $1::uuid`,
    [device.id],
  );
  return device;
}
const reasonsOf = async ({ id }: { id: string }): Promise<unknown[]> =>
  (
    await app().query(
      `SELECT evidence ->> 'transferReason' AS reason FROM device_event WHERE device_id = $1 AND evidence ? 'transferReason'`,
      [id],
    )
  ).map(({ reason }) => reason);

it('E23: a change of program on the device’s page asks why, when it is one', async () => {
  const device = await funded();
  const page = await (await app().context()).newPage();
  await page.goto(`/devices/${device.id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const why = page.getByLabel('Why it leaves its program');
  await page.getByLabel('Vendor').fill('CDW');
  expect(await why.count()).toBe(0);
  await page.getByLabel('Program', { exact: true }).fill('After school');
  await why.waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Say why it leaves the program that bought it' }).waitFor();
  await why.selectOption({ label: 'Not needed there any more' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/^Edited: program – not needed there any more/).waitFor();
  expect(await reasonsOf(device)).toEqual(['not-needed']);
});

it('E23: a check-out on the device’s page takes a reason that the list does not have', async () => {
  const device = await funded();
  const maya = await app().given.person(app().siteId);
  const page = await (await app().context()).newPage();
  await page.goto(`/devices/${device.id}`);
  await page.getByRole('button', { name: 'Check out' }).click();
  await page.getByLabel('To whom?').fill(maya.number);
  await page.getByRole('list', { name: 'People found' }).getByRole('button').click();
  await page.getByText('NOT CHECKED OUT – why does it leave WMS?').waitFor();
  expect(await page.getByText('/n and why').count()).toBe(0);
  await page.getByLabel('Another reason').fill('The school was closed');
  await page.getByRole('button', { name: 'Give this reason' }).click();
  await page.getByText(/^CHECKED OUT/).waitFor();
  expect(await reasonsOf(device)).toEqual(['other']);
});
