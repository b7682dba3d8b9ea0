import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { tabTo } from '../support/keyboard.js';
import type { RosterLine } from '../support/roster-zip.js';
import { rosterZip } from '../support/roster-zip.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin', settings: { ROLE: 'all' } });

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'cubby-roster-page-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function press(page: Page, words: RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, words);
  await page.keyboard.press(key);
}

/** By Tab, Space and Enter alone, as far as what it would do. The only source is chosen already. */
async function upload(page: Page, name: string, people: RosterLine[]): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, rosterZip(people));
  await page.goto('/rosters');
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  await press(page, /^Upload a roster/);
  await page.getByRole('radio', { name: 'Aeries' }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await press(page, /^Choose files/);
  await (await chooser).setFiles(path);
  await press(page, /^Upload and look/);
  await page.getByRole('heading', { name: 'What it would do' }).waitFor();
}

const peopleNow = (): Promise<Record<string, unknown>[]> =>
  app().query(`SELECT given_name AS name, state FROM person WHERE kind = 'student' ORDER BY given_name`);

it('by keyboard: a source, its first roster, the run, a question; then a roster that would lose many', async () => {
  const { given, siteId } = app();
  const maya = await given.person(siteId, { name: ['Maya', 'Rivera'] });
  const leo = await given.person(siteId, { name: ['Leo', 'Park'] });
  await given.person(siteId, { name: ['Ana', 'Wu'] });
  const page = await (await app().context()).newPage();

  await page.goto('/rosters/sources/new');
  await page.getByRole('heading', { name: 'Add a source' }).waitFor();
  await tabTo(page, /^Name/);
  await page.keyboard.type('Aeries');
  await press(page, /^Add a source/);
  await page.getByRole('heading', { name: 'Settings of Aeries' }).waitFor();
  expect(await page.getByLabel(/^Folder/).inputValue()).toBe('rosters/aeries');

  const lines: RosterLine[] = [
    { number: maya.number, name: ['Maya', 'Rivera'] },
    { number: leo.number, name: ['Leonard', 'Park'] },
    { number: '990001', name: ['Zoe', 'Lin'] },
  ];
  await upload(page, 'first.zip', [...lines, { number: '990002', name: ['Noa', 'Berg'], org: 'org-unknown' }]);
  await page.getByText('Nothing has been changed.').waitFor();
  await page.getByText(/^One of its schools is not known here: 1 person/).waitFor();
  await press(page, /^1\s*Changed/);
  await page.getByRole('row', { name: /Park, Leonard.*First name: Leo → Leonard/ }).waitFor();
  await press(page, /^1\s*Refused/);
  await page.getByRole('row', { name: /Berg, Noa.*Harbor Academy/ }).waitFor();
  await press(page, /^Run: 1 new, 1 change, 1 question/);
  await page.getByText('The roster is in.').waitFor();

  await press(page, /^Answer the questions/);
  await page.getByRole('row', { name: /Wu, Ana/ }).waitFor();
  await press(page, /^Withdraw… Wu, Ana/);
  await page.getByLabel('Left on').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Wu, Ana withdrawn').waitFor();
  await page.getByText('Nobody is missing from the roster').waitFor();
  expect(await peopleNow()).toEqual([
    { name: 'Ana', state: 'withdrawn' },
    { name: 'Leonard', state: 'active' },
    { name: 'Maya', state: 'active' },
    { name: 'Zoe', state: 'active' },
  ]);

  await upload(page, 'cut-off.zip', lines.slice(0, 1));
  await page.getByRole('heading', { name: '2 of 3 students would leave the roster' }).waitFor();
  await tabTo(page, /^How many people this is about/);
  await page.keyboard.type('3');
  app().browser.expectProblem(/422/);
  await page.keyboard.press('Enter');
  await page.getByText('That is not the number of people this is about').first().waitFor();
  await tabTo(page, /^How many people this is about/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2');
  await press(page, /^Approve and run/);
  await page.getByText('The roster is in.').waitFor();
  expect((await peopleNow()).filter(({ state }) => state === 'active')).toHaveLength(3);

  await press(page, /^Answer the questions/);
  await press(page, /^Select the rows shown/, 'Space');
  await press(page, /^Still here$/);
  await page.getByText('2 people: still here').waitFor();
  await page.getByText('Nobody is missing from the roster').waitFor();
}, 120_000);
