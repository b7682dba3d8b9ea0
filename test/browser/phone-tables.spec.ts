import { shown } from '../support/pages.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

/** A phone: how far the page and the box of its table go sideways, and whether its rows are cards that name their columns. */
const TABLE = `(() => {
  const table = document.querySelector('main table');
  const cells = [...table.querySelectorAll('tbody td')].filter((cell) => cell.textContent);
  return {
    page: document.documentElement.scrollWidth - innerWidth,
    box: table.parentElement.scrollWidth - table.parentElement.clientWidth,
    cards: [...table.querySelectorAll('tbody tr')].every((row) => getComputedStyle(row).display === 'flex'),
    unnamed: cells.filter((cell) => !getComputedStyle(cell, '::before').content.match(/\\w/)).length,
    rows: table.tBodies[0].rows.length,
  };
})()`;

async function owing(): Promise<string> {
  const { given, siteId } = app();
  const person = await given.person(siteId, { name: ['Maximiliana', 'Fernández de la Vega'] });
  const desk = await app().otherDesk();
  await desk.scan('out', person.number);
  await desk.scan('out', (await given.device(siteId, { serial: 'SERIAL-OF-SIXTEEN' })).tag);
  await app().server.database.asSuperuser(
    `UPDATE person SET state = 'withdrawn', withdrawn_on = '2026-10-01' WHERE id = '${person.id}'`,
  );
  const [{ id }] = await app().server.database.database.transaction((tx) =>
    tx.query<{ id: string }>(`SELECT circulation_open_clearance($1, '2026-10-09') AS id`, [person.id]),
  );
  return `/clearances/${id}`;
}

async function lookAlikes(): Promise<string> {
  for (const serial of ['5CD4518L0K', '5CD45I8LOK']) await app().given.device(app().siteId, { serial });
  return '/devices/look-alikes';
}

it.each([
  ['the slip of a clearance', owing],
  ['look-alikes', lookAlikes],
])('%s on a phone: cards, and nothing goes sideways', async (_name, address) => {
  const page = await (await app().context({ viewport: { width: 390, height: 844 } })).newPage();
  await shown(page, await address());
  await page.locator('main table').waitFor();
  expect(await page.evaluate(TABLE)).toEqual({
    ...{ page: 0, box: 0, cards: true, unnamed: 0 },
    rows: expect.any(Number) as number,
  });
});
