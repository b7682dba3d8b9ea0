import type { Page } from 'playwright-core';
import { findingsInBoth } from '../support/axe.js';
import { useWebApp } from '../support/web-app.js';

const app = useWebApp({ role: 'it-admin' });

async function open(path: string): Promise<Page> {
  const page = await (await app().context()).newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

describe('backups', () => {
  it('that failed are said on the home page and in red on their own', async () => {
    await app().query(
      `INSERT INTO backup_run (cause, state, begun_at, error) VALUES ('scheduled', 'failed', clock_timestamp(), 'The disk is full')`,
    );
    const page = await open('/');
    const alert = page.getByRole('alert');
    expect(await alert.innerText()).toContain('The last backup failed');
    await alert.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Backups' }).waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('The disk is full. It is tried again every hour');
    expect(await page.getByRole('row', { name: /Failed/ }).innerText()).toContain('The disk is full');
    expect(await findingsInBoth(page, 'backups that failed')).toEqual([]);
  });

  it('that could not be restored for proof are said in both places, with the reason', async () => {
    await app().query(
      `INSERT INTO backup_proof (file_name, sha256, taken_at, seconds, error)
       VALUES ('cubby-2026.tar', sha256('x'), clock_timestamp(), 3, 'The disk of the database is full')`,
    );
    const home = await open('/');
    expect(await home.getByRole('alert').innerText()).toContain('The last backup could not be restored for proof');
    const page = await open('/admin/backups');
    expect(await page.getByRole('alert').innerText()).toContain(
      'The disk of the database is full. It is tried again after',
    );
    expect(await findingsInBoth(page, 'a proof that failed')).toEqual([]);
  });

  it('are asked for with one press, and the page says so until they are there', async () => {
    const page = await open('/admin/backups');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('A backup begins within seconds').waitFor();
    expect(await page.getByRole('button', { name: 'Back up now' }).isDisabled()).toBe(true);
    const waiting = await app().query(
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'backups.take' AND data ? 'jobRunId'`,
    );
    expect(waiting).toEqual([{ n: 1 }]);
  });

  it('follow a policy, which refuses nonsense and keeps what was typed', async () => {
    const page = await open('/admin/backups');
    await page.getByLabel('Newest backups kept').fill('1');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').last().innerText()).toContain('Give a whole number from 2 to 365');
    await page.getByLabel('Newest backups kept').fill('30');
    await page.getByLabel('Begins at').selectOption('22');
    await page.getByLabel('Days from one proof to the next').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(
      await app().query(
        'SELECT hour, keep_newest AS kept, prove_days AS prove FROM policy_backup WHERE upper_inf(effective)',
      ),
    ).toEqual([{ hour: 22, kept: 30, prove: 0 }]);
  });
});

it('the system says what runs and what is wrong with it', async () => {
  await app().query(
    `INSERT INTO backup_run (cause, state, begun_at, error) VALUES ('scheduled', 'failed', clock_timestamp(), 'The disk is full')`,
  );
  const page = await open('/admin/system');
  await page.getByRole('heading', { name: 'To put right' }).waitFor();
  const wrong = page.getByRole('region', { name: 'To put right' });
  expect(await wrong.innerText()).toContain('The last backup failed');
  expect(await page.getByRole('region', { name: 'Database' }).innerText()).toMatch(/Pending\s+None/);
  expect(await findingsInBoth(page, 'a system with a problem')).toEqual([]);
});
