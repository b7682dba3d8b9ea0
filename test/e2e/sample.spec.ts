import { access, chmod, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgres } from '@app/platform';
import { cubby } from '../support/cli-process.js';
import { withAdmin } from '../support/test-server.js';

jest.setTimeout(400_000);

let folder: string;
let server: EmbeddedPostgres;

/**
 * A machine on which nobody has run it yet, but for two things: its disk need not last, and autovacuum is off. That one comes
 * by just in time on a busy machine and not at all on a quick one, where statements then go wrong for want of figures.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(dirname(process.env.CUBBY_TEST_FOLDER as string), 'cubby-sample-'));
  await chmod(folder, 0o755);
  server = await EmbeddedPostgres.start({ folder: join(folder, 'postgres'), durable: false });
  await withAdmin(server, async (admin) => {
    await admin.query('ALTER SYSTEM SET autovacuum = off');
    await admin.query('SELECT pg_reload_conf()');
  });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async <T extends object>(sql: string): Promise<T[]> =>
  (await withAdmin(server, (admin) => admin.query<T>(sql), 'cubby_sample')).rows;

it('the sample is made on a fresh machine by one command, whole and with figures of all that is in it', async () => {
  const made = await cubby({ DATA_DIR: folder }, ['sample']);
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toMatch(
    /^Making the sample district.*\n\d+ sites, [\d,]+ students, [\d,]+ staff, [\d,]+ devices, [\d,]+ ledger/,
  );
  expect(made.out).toContain('with the password  sample-');
  expect(await ask('SHOW autovacuum')).toEqual([{ autovacuum: 'off' }]);
  expect(await ask('SELECT sample FROM district')).toEqual([{ sample: true }]);
  const [{ device }] = await ask<{ device: number }>('SELECT count(*)::int AS device FROM device');
  expect(made.out).toContain(`${device.toLocaleString('en-US')} devices`);
  const files = await ask<{ path: string }>(`SELECT 'files/' || purpose || '/' || id AS path FROM stored_file`);
  expect(files.length).toBeGreaterThan(0);
  for (const { path } of files) await access(join(folder, path));
  // What a table was when it was analysed last is what it is.
  const tables = await ask<{ name: string; known: number }>(
    `SELECT c.relname AS name, c.reltuples::int AS known FROM pg_class c
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND pg_relation_size(c.oid) > 200000 ORDER BY 1`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const wrong: string[] = [];
  for (const { name, known } of tables) {
    const [{ rows }] = await ask<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${name}`);
    if (known < rows / 2 || known > rows * 2) wrong.push(`${name}: ${rows} rows, thought to be ${known}`);
  }
  expect(wrong).toEqual([]);
});
