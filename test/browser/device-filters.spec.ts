import type { Page } from 'playwright-core';
import { shown } from '../support/pages.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

let [here, held, old] = ['', '', ''];

beforeAll(async () => {
  const { given, siteId, otherSiteId } = app();
  here = (await given.device(siteId)).tag;
  const away = await given.device(otherSiteId);
  held = away.tag;
  const desk = await app().otherDesk();
  await desk.scan('out', (await given.person(siteId)).number);
  const { id, tag } = await given.device(siteId);
  old = tag;
  await desk.scan('out', tag);
  await app().server.database.asSuperuser(
    `SET session_replication_role = replica; UPDATE device SET last_seen_at = '2026-08-15T12:00:00Z' WHERE id = '${id}'`,
  );
});

const tags = (page: Page, wanted: string[]): Promise<string[]> =>
  until(
    async () => (await page.locator('tbody td a').allInnerTexts()).filter((text) => text.startsWith('TAG-')),
    (found) => found.join() === wanted.join(),
  );

async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: label, exact: true }).click();
  await page.getByText('is not', { exact: true }).click();
  await page.getByRole('checkbox', { name: value }).check();
  await page.keyboard.press('Escape');
}

it('a home site and a holder that are not: in the address, in a view that is saved, in a change of many', async () => {
  const page = await (await app().context()).newPage();
  await shown(page, '/devices');
  await choose(page, 'Home site', 'WMS · WMS School');
  await tags(page, [here, old]);
  await choose(page, 'Held by', 'Nobody');
  await tags(page, [old]);
  expect(new URL(page.url()).search).toBe('?homeSiteNot=WMS&holderNot=none');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByLabel('Name').fill('Out of here');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^Out of here\s*1/ }).waitFor();
  await page.getByRole('checkbox', { name: /^Select the rows/ }).check();
  await page.reload();
  await page.getByRole('button', { name: 'Held by is not Nobody' }).waitFor();
  await tags(page, [old]);
  const run = await page.evaluate(`fetch('/api/v1/bulk-runs', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      action: { kind: 'condition', condition: 'C' },
      selection: { query: 'homeSiteNot=WMS&holderNot=none&seenAfter=2026-08-01&seenBefore=2026-09-01' },
    }),
  }).then((answer) => answer.json()).then(({ toChange, title, detail }) => toChange ?? title + detail)`);
  expect(run).toBe(1);
});

it('last seen between two days: both of them count, the chip says so, and the address keeps it', async () => {
  const page = await (await app().context()).newPage();
  await shown(page, '/devices');
  await page.getByRole('button', { name: 'Last seen…' }).click();
  await page.getByText('between', { exact: true }).click();
  await page.getByLabel('First day').fill('2026-08-15');
  await page.getByLabel('Last day').fill('2026-08-14');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('The last day is before the first').waitFor();
  await page.getByLabel('Last day').fill('2026-08-15');
  await page.getByRole('button', { name: 'Apply' }).click();
  await tags(page, [old]);
  expect(new URL(page.url()).search).toBe('?seenBefore=2026-08-16&seenAfter=2026-08-15');
  await page.getByRole('button', { name: /^Last seen .*15.* – .*15/ }).waitFor();
  await page.getByRole('button', { name: 'Remove filter Last seen' }).click();
  await tags(page, [here, held, old]);
});

it('speaks Spanish to an account that does', async () => {
  await app().server.database.asSuperuser(`UPDATE account SET language = 'es' WHERE id = '${app().account.id}'`);
  const page = await (await app().context()).newPage();
  await shown(page, '/devices?homeSiteNot=WMS&seenBefore=2026-09-01&seenAfter=2026-08-01');
  await page.getByRole('button', { name: 'Escuela propia no es WMS' }).waitFor();
  await page.getByRole('button', { name: /^Visto por última vez 1 ago 2026 – 31 ago 2026/ }).waitFor();
  expect(await page.getByRole('group', { name: 'Filtros' }).getAttribute('lang')).toBe('es');
  for (const [name, value] of [
    ['state=deployed', 'Situación es Entregado'],
    ['condition=A', 'Estado es A · nuevo'],
    ['hold=damaged', 'Retención es Dañado'],
  ]) {
    await page.goto(`/devices?${name}`);
    await page.getByRole('button', { name: value, exact: true }).waitFor();
  }
});
