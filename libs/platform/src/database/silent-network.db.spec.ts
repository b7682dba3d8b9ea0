import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Database } from './database.js';

/** Between us and Postgres: lets everything through, or nothing at all without closing anything. */
class Wire {
  private readonly sockets: Socket[] = [];
  silent = false;
  private readonly server: Server;

  constructor(private readonly target: number) {
    this.server = createServer((near) => {
      const far = connect(this.target, '127.0.0.1');
      this.sockets.push(near, far);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.on('data', (data) => void (this.silent || to.write(data)));
        from.on('close', () => to.destroy());
        from.on('error', () => to.destroy());
      }
    });
  }

  listen(): Promise<number> {
    return new Promise((resolve) =>
      this.server.listen(0, '127.0.0.1', () => resolve((this.server.address() as AddressInfo).port)),
    );
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

let test: TestDatabase;
let wire: Wire;
let db: Database;

beforeAll(async () => {
  test = await testDatabase();
  const url = new URL(test.appUrl);
  wire = new Wire(Number(url.port));
  url.port = String(await wire.listen());
  db = await Database.connect(url.href, { poolSize: 3 });
});
afterAll(async () => {
  await db.close();
  wire.close();
  await test.close();
});

it('answers "unavailable" when the network swallows everything, and works again when it is back', async () => {
  const one = () => db.read.query('SELECT 1 AS one');
  const transaction = () => db.transaction((tx) => tx.query('SELECT 1 AS one'));
  await Promise.all([one(), one(), one()]);

  wire.silent = true;
  const asked = await Promise.allSettled([transaction(), one(), transaction(), one(), transaction()]);
  expect(asked.map((answer) => answer.status === 'rejected' && (answer.reason as { code: string }).code)).toEqual(
    asked.map(() => 'database.unavailable'),
  );

  wire.silent = false;
  expect(await transaction()).toEqual([{ one: 1 }]);
  expect(await one()).toEqual([{ one: 1 }]);
});
