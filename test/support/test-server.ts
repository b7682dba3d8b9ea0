import { EmbeddedPostgres } from '@app/platform';
import pg from 'pg';
import { migrateDatabase } from '../../database/migrate.js';

const TEMPLATE = 'cubby_template';
const TEMPLATE_LOCK = 77;

/** The server of this Jest run, started by the first spec that asks; the template in it is migrated once. */
export async function testServer(): Promise<EmbeddedPostgres> {
  const folder = process.env.CUBBY_TEST_FOLDER;
  if (!folder) throw new Error('CUBBY_TEST_FOLDER is not set: run specs with a database through their Jest project');
  const server = await EmbeddedPostgres.start({ folder, durable: false, watch: false });
  await withAdmin(server, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (await isReady(admin)) return;
    await server.dropDatabase(TEMPLATE);
    const { ownerUrl } = await server.ensureDatabase(TEMPLATE);
    await migrateDatabase(ownerUrl, 'cubby_app');
    // Specs of everything else sign in with a password alone; those of the second factor switch it on again.
    await withAdmin(server, (inside) => inside.query('UPDATE role SET second_factor = false'), TEMPLATE);
    await admin.query(`COMMENT ON DATABASE ${TEMPLATE} IS 'ready'`);
  });
  return server;
}

/** A copy of the template under this name; what had the name before is gone. */
export async function cloneTemplate(server: EmbeddedPostgres, name: string): Promise<void> {
  await server.dropDatabase(name);
  await withAdmin(server, async (admin) => {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER cubby_owner STRATEGY file_copy`);
    await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO cubby_app`);
  });
}

export async function withAdmin<T>(
  server: EmbeddedPostgres,
  work: (admin: pg.Client) => Promise<T>,
  database?: string,
): Promise<T> {
  const admin = new pg.Client({ connectionString: server.adminUrl(database) });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function isReady(admin: pg.Client): Promise<boolean> {
  const { rowCount } = await admin.query(
    `SELECT 1 FROM pg_database WHERE datname = $1 AND shobj_description(oid, 'pg_database') = 'ready'`,
    [TEMPLATE],
  );
  return rowCount === 1;
}
