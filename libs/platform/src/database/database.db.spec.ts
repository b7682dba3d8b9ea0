import { DomainError } from '@app/kernel';
import { codeOf } from '../../../../test/support/code-of.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { copyInto } from './copy.js';
import type { Database } from './database.js';
import type { Tx } from './db.js';
import { mapConstraint } from './errors.js';

class NameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'probe.name-taken';
}

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await testDatabase();
  db = test.database;
  await test.asSuperuser(`
    CREATE TABLE probe (id int PRIMARY KEY, name text, amount int DEFAULT 0, CONSTRAINT uq_probe_name UNIQUE (name));
    GRANT ALL ON probe TO cubby_app`);
  mapConstraint('uq_probe_name', () => new NameTaken('The name is taken'));
});
afterAll(() => test.close());
beforeEach(() => test.asSuperuser('TRUNCATE probe'));

const count = async (table = 'probe'): Promise<unknown> =>
  (await db.read.query(`SELECT count(*) AS n FROM ${table}`))[0]?.n;

describe('values', () => {
  it('come back JSON-safe', async () => {
    const [row] = await db.read.query(`
      SELECT 9007199254740991::bigint AS safe, 9007199254740993::bigint AS "unsafe", date '2026-02-28' AS day,
        timestamptz '2026-03-08 02:30:00.123456-06' AS instant, 12.50::numeric AS rate, '{"a":[1]}'::jsonb AS json,
        ARRAY[1,2]::bigint[] AS numbers, ARRAY['2026-01-01','infinity']::date[] AS days,
        ARRAY['2026-01-01 00:00:00+00',NULL]::timestamptz[] AS instants, timestamptz 'infinity' AS ever`);
    expect(row).toEqual({
      safe: 9007199254740991,
      unsafe: '9007199254740993',
      day: '2026-02-28',
      instant: '2026-03-08T08:30:00.123456Z',
      rate: '12.50',
      json: { a: [1] },
      numbers: [1, 2],
      days: ['2026-01-01', 'infinity'],
      instants: ['2026-01-01T00:00:00Z', null],
      ever: 'infinity',
    });
  });

  it('give rows for every statement that returns some, and counts for the others', async () => {
    await db.transaction(async (tx) => {
      expect(await tx.execute(`INSERT INTO probe (id, name) VALUES (1, 'a'), (2, 'b')`)).toBe(2);
      expect(await tx.query(`UPDATE probe SET amount = 5 WHERE id = $1 RETURNING id, amount`, [1])).toEqual([
        { id: 1, amount: 5 },
      ]);
      expect(await tx.prepared('probe', 'SELECT name FROM probe WHERE id = $1', [2])).toEqual([{ name: 'b' }]);
      expect(await tx.query('DELETE FROM probe RETURNING id')).toHaveLength(2);
    });
  });

  it('can be copied in, and are rolled back with the rest', async () => {
    const rows = ['1\ta\n2\tb\n', '3\t\\N\n'];
    expect(await db.transaction((tx) => copyInto(tx, 'COPY probe (id, name) FROM STDIN', rows as never))).toBe(3);
    const failing = db.transaction(async (tx) => {
      await copyInto(tx, 'COPY probe (id, name) FROM STDIN', ['4\td\nx\ty\n'] as never);
    });
    await expect(failing).rejects.toThrow('invalid input syntax');
    expect(await count()).toBe(3);
  });
});

describe('a transaction', () => {
  it('keeps all or nothing', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.execute(`INSERT INTO probe (id) VALUES (1)`);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await count()).toBe(0);
    expect(await db.transaction((tx) => tx.execute(`INSERT INTO probe (id) VALUES (1)`))).toBe(1);
    expect(await count()).toBe(1);
  });

  it('is never opened inside another, nor read past', async () => {
    await db.transaction(async () => {
      await expect(db.transaction(() => Promise.resolve())).rejects.toThrow('open already');
      await expect(db.read.query('SELECT 1')).rejects.toThrow('read through its Tx');
      expect(() => db.read.manager).toThrow('read through its Tx');
    });
    expect(await db.read.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('cannot be used after its end', async () => {
    let kept: Tx | undefined;
    await db.transaction((tx) => Promise.resolve(void (kept = tx)));
    await expect(kept?.query('SELECT 1')).rejects.toThrow('has ended');
  });

  it('says so when an error inside was swallowed, instead of committing nothing in silence', async () => {
    const swallowing = db.transaction(async (tx) => {
      await tx.execute(`INSERT INTO probe (id) VALUES (1)`);
      await tx.execute('SELECT 1/0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('swallowed');
    expect(await count()).toBe(0);
  });

  it('keeps what TypeORM does on its manager inside itself', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.manager.transaction((inner) => inner.query(`INSERT INTO probe (id) VALUES (1)`));
      throw new Error('after the inner one');
    });
    await expect(failing).rejects.toThrow('after the inner one');
    expect(await count()).toBe(0);
  });

  it('gives its connection back, however it ends', async () => {
    for (let i = 0; i < 30; i++) await db.transaction(() => Promise.reject(new Error('x'))).catch(() => undefined);
    await Promise.all(
      Array.from({ length: 40 }, (_, id) =>
        db.transaction((tx) => tx.execute('INSERT INTO probe (id) VALUES ($1)', [id])),
      ),
    );
    expect(await count()).toBe(40);
    expect(db.pool.totalCount).toBeLessThanOrEqual(10);
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });

  it('runs again after a deadlock', async () => {
    await test.asSuperuser('INSERT INTO probe (id) VALUES (1), (2)');
    let runs = 0;
    const add = (first: number, second: number): Promise<void> =>
      db.transaction(async (tx) => {
        runs += 1;
        await tx.execute('UPDATE probe SET amount = amount + 1 WHERE id = $1', [first]);
        await tx.query('SELECT pg_sleep(0.1)');
        await tx.execute('UPDATE probe SET amount = amount + 1 WHERE id = $1', [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(await db.read.query('SELECT amount FROM probe')).toEqual([{ amount: 2 }, { amount: 2 }]);
    expect(runs).toBe(3);
  });

  it('runs again after a serialization failure, three times at most', async () => {
    let runs = 0;
    const failing = db.transaction(async (tx) => {
      runs += 1;
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$`);
    });
    await expect(failing).rejects.toThrow('lost');
    expect(runs).toBe(4);
  });

  it('runs again when another got the open loan first, and not for other unique constraints', async () => {
    let runs = 0;
    const raise = (constraint: string): Promise<unknown> =>
      db.transaction(async (tx) => {
        runs += 1;
        if (runs > 1) return 'second run';
        await tx.query(`DO $$ BEGIN RAISE unique_violation USING CONSTRAINT = '${constraint}'; END $$`);
        return 'first run';
      });
    expect(await raise('uq_loan_open')).toBe('second run');
    runs = 0;
    expect(await raise('ex_loan_overlap')).toBe('second run');
    runs = 0;
    expect(await codeOf(raise('uq_probe_name'))).toBe('probe.name-taken');
    expect(runs).toBe(1);
  });

  it('gives one snapshot on request', async () => {
    const seen = await db.transaction(
      async (tx) => {
        const before = await tx.query('SELECT count(*) AS n FROM probe');
        await test.asSuperuser('INSERT INTO probe (id) VALUES (9)');
        return [before, await tx.query('SELECT count(*) AS n FROM probe')];
      },
      { isolation: 'repeatable read', readOnly: true },
    );
    expect(seen[0]).toEqual(seen[1]);
    expect(await count()).toBe(1);
  });
});

describe('a transaction of calls', () => {
  const hot = { begin: 'with-first-call' } as const;
  const add = 'INSERT INTO probe (id, name) VALUES ($1, $2) RETURNING name';
  const look = 'SELECT name FROM probe WHERE id = $1';

  it('keeps all or nothing, and gives each value as text', async () => {
    const kept = db.transaction(async (tx) => {
      expect(await tx.call('add', add, ['1', 'a'])).toBe('a');
      expect(await tx.call('look-none', 'SELECT name FROM probe WHERE id = 99', [])).toBeNull();
      expect(await tx.query('SELECT id FROM probe')).toEqual([{ id: 1 }]);
      return tx.lastCall('json', `SELECT jsonb_build_object('name', name) FROM probe WHERE id = $1`, ['1']);
    }, hot);
    expect(await kept).toBe('{"name": "a"}');
    const failing = db.transaction(async (tx) => {
      await tx.call('add', add, ['2', 'b']);
      return tx.lastCall('divide', 'SELECT 1 / $1::int', ['0']);
    }, hot);
    await expect(failing).rejects.toThrow('division by zero');
    const thrown = db.transaction(async (tx) => {
      await tx.call('add', add, ['3', 'c']);
      throw new Error('no');
    }, hot);
    await expect(thrown).rejects.toThrow('no');
    expect(await count()).toBe(1);
  });

  it('commits with its last call, and is over then', async () => {
    await db.transaction(async (tx) => {
      await tx.call('add', add, ['1', 'a']);
      expect(await test.asSuperuser('SELECT id FROM probe')).toEqual([]);
      await tx.lastCall('add', add, ['2', 'b']);
      expect(await test.asSuperuser('SELECT count(*)::int AS n FROM probe')).toEqual([{ n: 2 }]);
      await expect(tx.query('SELECT 1')).rejects.toThrow('has ended');
    }, hot);
    expect(await db.transaction((tx) => tx.lastCall('look', look, ['2']))).toBe('b');
  });

  it('may end without a last call, and without any', async () => {
    await db.transaction((tx) => tx.call('add', add, ['1', 'a']), hot);
    await db.transaction(() => Promise.resolve(), hot);
    await db.transaction(() => Promise.reject(new Error('no')), hot).catch(() => undefined);
    expect(await count()).toBe(1);
  });

  it('begins with a call: nothing goes before it, outside of the transaction', async () => {
    const early = db.transaction((tx) => tx.execute('INSERT INTO probe (id) VALUES (1)'), hot);
    await expect(early).rejects.toThrow('begins with its first call');
    await expect(db.transaction((tx) => Promise.resolve(tx.manager), hot)).rejects.toThrow('begins with its first');
    expect(await count()).toBe(0);
  });

  it('never runs its first call outside of the transaction, and goes on after a failure', async () => {
    for (let i = 0; i < 25; i++) {
      const refused = db.transaction((tx) => tx.call('never', 'SELECT nothing FROM probe', []), hot);
      expect(await codeOf(refused)).toBe('42703');
      const twice = db.transaction(async (tx) => {
        await tx.call('add', add, ['1', 'a']);
        await tx.call('add', add, ['1', 'a']);
      }, hot);
      expect(await codeOf(twice)).toBe('23505');
    }
    expect(await count()).toBe(0);
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
  });

  it('is refused whole when COMMIT is, in the words of the domain', async () => {
    await test.asSuperuser(`
      CREATE TABLE probe_late (name text, CONSTRAINT uq_probe_late UNIQUE (name) DEFERRABLE INITIALLY DEFERRED);
      GRANT ALL ON probe_late TO cubby_app`);
    mapConstraint('uq_probe_late', () => new NameTaken('The name is taken'));
    const addLate = 'INSERT INTO probe_late (name) VALUES ($1) RETURNING name';
    const late = db.transaction(async (tx) => {
      await tx.call('add-late', addLate, ['a']);
      return tx.lastCall('add-late', addLate, ['a']);
    }, hot);
    expect(await codeOf(late)).toBe('probe.name-taken');
    expect(await count('probe_late')).toBe(0);
    expect(await db.transaction((tx) => tx.lastCall('add-late', addLate, ['b']), hot)).toBe('b');
    expect(await count('probe_late')).toBe(1);
  });

  it('says so when an error inside was swallowed', async () => {
    const swallowing = db.transaction(async (tx) => {
      await tx.call('add', add, ['1', 'a']);
      await tx.call('divide', 'SELECT 1 / $1::int', ['0']).catch(() => undefined);
      return tx.lastCall('look', look, ['1']);
    }, hot);
    expect(await codeOf(swallowing)).toBe('25P02');
    expect(await count()).toBe(0);
  });

  it('runs again after a lost race', async () => {
    let runs = 0;
    const raced = db.transaction(async (tx) => {
      runs += 1;
      await tx.call('add', add, [String(runs), 'a']);
      if (runs === 1) await tx.execute(`DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$`);
      return tx.lastCall('look', look, [String(runs)]);
    }, hot);
    expect(await raced).toBe('a');
    expect(await db.read.query('SELECT id FROM probe')).toEqual([{ id: 2 }]);
  });

  it('is "unavailable" when the connection is cut', async () => {
    const cut = db.transaction(async (tx) => {
      const pid = await tx.call('me', 'SELECT pg_backend_pid()', []);
      await test.asSuperuser('SELECT pg_terminate_backend($1)', [pid]);
      return tx.lastCall('look', look, ['1']);
    }, hot);
    expect(await codeOf(cut)).toBe('database.unavailable');
    expect(await db.read.call('one', 'SELECT 1', [])).toBe('1');
  });
});

describe('a refusal of the database', () => {
  it('speaks the domain when its constraint is known', async () => {
    await test.asSuperuser(`INSERT INTO probe (id, name) VALUES (1, 'a')`);
    const again = db.transaction((tx) => tx.execute(`INSERT INTO probe (id, name) VALUES (2, 'a')`));
    await expect(again).rejects.toBeInstanceOf(NameTaken);
  });

  it('never quotes a row when its constraint is not known', async () => {
    await test.asSuperuser(`INSERT INTO probe (id, name) VALUES (7, 'Ana')`);
    const error = await db
      .transaction((tx) => tx.execute(`INSERT INTO probe (id, name) VALUES (7, 'Zoe')`))
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: '23505', constraint: 'probe_pkey' });
    expect(JSON.stringify(Object.entries(error as object))).not.toContain('(7)');
  });

  it('can be raised by an SQL function, with its code and details', async () => {
    const refusing = db.read.query(
      `DO $$ BEGIN RAISE EXCEPTION 'loan.device-held' USING ERRCODE = 'CB409', DETAIL = '{"deviceId":"d1"}'; END $$`,
    );
    await expect(refusing).rejects.toMatchObject({
      kind: 'conflict',
      code: 'loan.device-held',
      details: { deviceId: 'd1' },
    });
  });

  it('is an invalid value for what Postgres cannot hold', async () => {
    expect(await codeOf(db.read.query('SELECT $1::text', ['a\u0000b']))).toBe('database.value-not-storable');
    expect(await codeOf(db.read.query('SELECT $1::int', ['99999999999']))).toBe('database.value-not-storable');
  });

  it('is "busy" when a statement or a lock takes too long, and the connection lives on', async () => {
    const slow = db.transaction((tx) => tx.query('SELECT pg_sleep(5)'), { statementTimeoutMs: 50 });
    expect(await codeOf(slow)).toBe('database.busy');
    await test.asSuperuser('INSERT INTO probe (id) VALUES (1)');
    const waiting = db.transaction(async (holder) => {
      await holder.execute('UPDATE probe SET amount = 1');
      const { Database: Again } = await import('./database.js');
      const other = await Again.connect(test.appUrl);
      const blocked = other.transaction(async (tx) => {
        await tx.execute(`SET LOCAL lock_timeout = '50ms'`);
        await tx.execute('UPDATE probe SET amount = 2');
      });
      const code = await codeOf(blocked);
      await other.close();
      return code;
    });
    await expect(waiting).resolves.toBe('database.busy');
  });

  it('is "unavailable" when the connection is cut, and the pool recovers by itself', async () => {
    const cut = db.transaction(async (tx) => {
      const [me] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await test.asSuperuser('SELECT pg_terminate_backend($1)', [me?.pid]);
      await tx.query('SELECT 1');
    });
    expect(await codeOf(cut)).toBe('database.unavailable');
    await test.asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'cubby_app' AND datname = current_database()`,
    );
    for (let i = 0; i < 12; i++) await codeOf(db.read.query('SELECT 1'));
    expect(await db.read.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is "unavailable" when nobody answers at all', async () => {
    const { Database: Again } = await import('./database.js');
    expect(await codeOf(Again.connect('postgres://nobody:nothing@127.0.0.1:1/none'))).toBe('database.unavailable');
  });
});

describe('the runtime role', () => {
  it.each([
    'CREATE TABLE mine (id int)',
    'CREATE SCHEMA mine',
    'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'ALTER TABLE probe ADD COLUMN more int',
    'DROP TABLE probe',
    'CREATE ROLE more',
    'CREATE DATABASE more',
    `SELECT pg_read_file('postgresql.conf')`,
    `COPY probe TO '/tmp/probe'`,
    `SELECT pgboss.create_queue('mine', '{"policy":"standard"}')`,
    'TRUNCATE event_type',
    `INSERT INTO event_type (type) VALUES ('mine')`,
  ])('may not: %s', async (sql) => {
    expect(await codeOf(db.read.query(sql))).toBe('42501');
  });

  it('is no superuser', async () => {
    expect(
      await db.read.query(`SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user`),
    ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
  });
});
