import { rosterOf } from '../support/kept-roster.js';
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

/** Whether a finger that lands 20 px beside the middle still means the same control; and how high and far left it is. */
const TARGETS = `(() => {
  const row = document.querySelector('main tbody tr');
  const box = row.querySelector('[data-select] input');
  const at = box.getBoundingClientRect();
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
  const near = [[-20, 0], [20, 0], [0, -20], [0, 20]].every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === box);
  const heights = [...row.querySelectorAll('[data-answer]')].map((button) => button.getBoundingClientRect().height);
  return { near, low: heights.filter((height) => height < 44).length, buttons: heights.length, gap: at.x - row.getBoundingClientRect().x };
})()`;

it('the questions of rosters on a phone: what is touched is a finger wide, and beside the box is no gap', async () => {
  const { given, siteId, server } = app();
  const { id } = await given.person(siteId, { name: ['Maya', 'Rivera'] });
  await server.database.asSuperuser(
    `INSERT INTO stored_file (purpose, file_name, media_type, byte_size, sha256) VALUES ('roster', 'night.zip', 'application/zip', 1, sha256('x'))`,
  );
  await rosterOf(server.database, id);
  const page = await (await app().context({ viewport: { width: 390, height: 844 } })).newPage();
  await shown(page, '/rosters/questions');
  await page.locator('main tbody tr [data-answer]').first().waitFor();
  expect(await page.evaluate(TARGETS)).toEqual({ near: true, low: 0, buttons: 3, gap: 14 });
});
