import { shown } from '../support/pages.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

beforeAll(async () => {
  const { given, siteId } = app();
  const person = await given.person(siteId, { name: ['Maya', 'Rivera'] });
  await given.person(siteId, { name: ['Leo', 'Park'] });
  const desk = await app().otherDesk();
  await desk.scan('out', person.number);
  await desk.scan('out', (await given.device(siteId)).tag);
  await app().server.database.asSuperuser(`UPDATE loan SET type = 'daily', due_on = '2026-11-02', due_at = NULL`);
  await app().server.database.asSuperuser(`UPDATE account SET language = 'es' WHERE id = '${app().account.id}'`);
});

it.each([
  ['loaners', 'Préstamos del día', /Rivera.*Préstamo del día.*2 nov 2026/s],
  ['overdue', 'Vencidos', /Estudiante.*Días de clase de retraso.*Rivera/s],
  ['no-shows', 'Sin recoger', /Grado 9.*Park/s],
])('%s is in Spanish for an account that speaks it, on the screen and on paper', async (list, title, words) => {
  const page = await (await app().context()).newPage();
  await shown(page, `/lists/${list}?site=LHS`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.locator('main table').first().waitFor();
  expect(await page.evaluate(`document.querySelector('h1').closest('[lang]').lang`)).toBe('es');
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('main').innerText();
  expect(paper).toMatch(words);
  for (const english of ['Grade', 'homeroom', 'Student', 'School days', 'Loaner', 'on this list', 'Due'])
    expect(paper).not.toContain(english);
});

it('a list with nobody on it can be taken along as others can, and is not printed', async () => {
  await app().given.site('NEW');
  const page = await (await app().context()).newPage();
  await shown(page, '/lists/no-shows?site=NEW');
  await page.getByRole('button', { name: 'Exportar esta vista' }).waitFor();
  expect(await page.locator('main table').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Imprimir' }).count()).toBe(0);
});
