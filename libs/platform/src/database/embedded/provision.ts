import pg from 'pg';

/** In every database of ours; an external one gets them from the migrations. */
const EXTENSIONS = ['pg_trgm', 'btree_gist', 'unaccent', 'fuzzystrmatch'];

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const exists = async (client: pg.Client, sql: string, name: string): Promise<boolean> =>
  (await client.query(sql, [name])).rowCount === 1;

const DATABASE_NAMED = 'SELECT 1 FROM pg_database WHERE datname = $1';

/** Roles that may sign in and nothing more. */
export function ensureRoles(adminUrl: string, roles: { name: string; password: string }[]): Promise<void> {
  return as(adminUrl, async (client) => {
    for (const { name, password } of roles) {
      if (await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', name)) continue;
      await client.query(
        `CREATE ROLE ${client.escapeIdentifier(name)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION
           PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    await client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC');
  });
}

export interface NewDatabase {
  name: string;
  owner: string;
  app: string;
}

/** Two processes may ask at once: the one that comes second finds it made. */
export async function ensureDatabase(
  adminUrl: (database: string) => string,
  { name, owner, app }: NewDatabase,
): Promise<void> {
  const database = plainName(name);
  await as(adminUrl('postgres'), async (client) => {
    if (await exists(client, DATABASE_NAMED, name)) return;
    await client.query(`CREATE DATABASE ${database} OWNER ${owner}`).catch((error: { code?: string }) => {
      if (error.code !== '42P04' && error.code !== '23505') throw error;
    });
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${app}`);
  });
  await as(adminUrl(name), async (client) => {
    for (const extension of EXTENSIONS) await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
  });
}

export const hasDatabase = (adminUrl: string, name: string): Promise<boolean> =>
  as(adminUrl, (client) => exists(client, DATABASE_NAMED, name));

/** Cuts whoever is in it. */
export const dropDatabase = (adminUrl: string, name: string): Promise<void> =>
  as(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${plainName(name)} WITH (FORCE)`);
  });

/** What begins so and nobody is connected to, dropped. @returns its names */
export const dropUnused = (adminUrl: string, prefix: string): Promise<string[]> =>
  as(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database d
       WHERE starts_with(datname, $1) AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)`,
      [prefix],
    );
    // Without force: whoever came meanwhile keeps it.
    for (const { name } of rows)
      await client.query(`DROP DATABASE IF EXISTS ${plainName(name)}`).catch(() => undefined);
    return rows.map(({ name }) => name);
  });

/** Names of databases stand in DDL, where nothing can be bound. */
function plainName(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`Not a name for a database: ${name}`);
  return name;
}
