import { findingsInBoth } from '../support/axe.js';
import { quiet } from '../support/pages.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

it('a record is handed out by keys alone, and noted', async () => {
  const { id } = await app().given.person(app().siteId, { name: ['Maya', 'Rivera'] });
  const page = await (await app().context({ acceptDownloads: true })).newPage();
  await page.goto(`/people/${id}`);
  await page.getByRole('button', { name: 'Hand out the record' }).focus();
  await page.keyboard.press('Enter');
  const who = page.getByLabel('To whom');
  await who.waitFor();
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('recipient');
  // What is missing is said at once, and leads to its field.
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'What for: must be filled in' }).waitFor();
  await quiet(page);
  expect(await findingsInBoth(page, 'the form')).toEqual([]);
  await who.focus();
  await page.keyboard.type('The mother');
  await page.keyboard.press('Tab');
  await page.keyboard.type('She asked');
  await page.keyboard.press('Enter');
  await page.getByText('The record is ready').waitFor();
  await page.getByText('The whole record. She asked').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PDF', exact: true }).press('Enter'),
  ]);
  expect(download.suggestedFilename()).toMatch(/^student-record-\w{6}\.pdf$/);
  expect(page.url()).not.toMatch(/maya|rivera/i);
});

it('a correction that is declined asks for the day of the hearing', async () => {
  const { id } = await app().given.person(app().siteId);
  const page = await (await app().context()).newPage();
  await page.goto(`/people/${id}`);
  await page.getByRole('button', { name: 'Correction asked' }).click();
  await page.getByLabel('Who asked').fill('The father');
  await page.getByLabel('What is wrong, and what would be right').fill('The name is Maia');
  await page.getByRole('button', { name: 'Note the request' }).click();
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByText('Declined', { exact: true }).click();
  await page.getByLabel('Why it stays as it is').fill('So it stands in the roster');
  await page.getByLabel('Told of the right to a hearing on').fill('');
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByRole('link', { name: /^Told of the right to a hearing on: / }).waitFor();
  const [{ today, inWords }] = await app().query<{ today: string; inWords: string }>(
    `SELECT day::text AS today, to_char(day, 'Mon FMDD, YYYY') AS "inWords" FROM directory_day(clock_timestamp()) AS day`,
  );
  await page.getByLabel('Told of the right to a hearing on').fill(today);
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByText(`Told of the right to a hearing on ${inWords}`).waitFor();
  await quiet(page);
  expect(await findingsInBoth(page, 'corrections')).toEqual([]);
});

it('people are forgotten when a second person has typed how many', async () => {
  const gone = await app().given.person(app().siteId, { name: ['Finn', 'Farouk'], withdrawnOn: '2015-06-01' });
  await app().given.person(app().siteId, {
    withdrawnOn: new Date(Date.now() - 86_400_000 * 700).toISOString().slice(0, 10),
  });
  await app().query('SELECT privacy_plan($1)', [await app().given.account('Robin Vale')]);
  const page = await (await app().context()).newPage();
  await page.goto('/admin/retention');
  await page.getByRole('heading', { name: '1 person would be forgotten, 1 are kept' }).waitFor();
  await page.getByRole('link', { name: 'Finn Farouk' }).waitFor();
  await quiet(page);
  expect(await findingsInBoth(page, 'a plan')).toEqual([]);
  await page.getByText('Kept (1)').click();
  await page.getByLabel('Kept by').selectOption({ label: 'still holds a device' });
  await page.getByText('Nobody', { exact: true }).waitFor();
  expect(page.url()).toContain('why=holds-device');
  app().browser.expectProblem(/422 .*retention-runs/);
  await page.getByLabel('How many people are forgotten').fill('2');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /must be 1, the number of people/ }).waitFor();
  await page.getByLabel('How many people are forgotten').fill('1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 person forgotten' }).waitFor();
  await page.goto(`/people/${gone.id}`);
  await page.getByRole('heading', { name: /^Former student \w{4}$/ }).waitFor();
  await page.getByText('Forgotten', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
  await quiet(page);
  expect(await findingsInBoth(page, 'a person who is forgotten')).toEqual([]);
});
