import { newId } from '@app/kernel';
import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { verifyLedger } from '@app/inventory';
import type { TestDatabase } from '../support/database.js';
import { testDatabase } from '../support/database.js';
import { Given } from '../support/given.js';
import type { GivenDevice, GivenPerson } from '../support/given.js';
import { accountAs, signIn } from '../support/sign-in.js';
import type { ServerProcess } from '../support/server-process.js';
import { ready, spawnServer } from '../support/server-process.js';

const CLIENTS = 32;
const DEVICES = 6;
const SCANS_EACH = 12;

let test: TestDatabase;
let given: Given;
let server: ServerProcess;
let cookie: string;
let devices: GivenDevice[];
let people: GivenPerson[];
let stations: string[];
/** What the clients were told, by scan id. */
const acknowledged = new Map<string, ScanAnswer>();

const settings = (): Record<string, string> => ({
  DATABASE_URL: test.appUrl,
  DATABASE_OWNER_URL: test.ownerUrl,
  PUBLIC_URL: 'http://localhost:3000',
  LOG_LEVEL: 'fatal',
});

beforeAll(async () => {
  test = await testDatabase();
  given = new Given(test.database);
  await given.district();
  const site = await given.site('RACE');
  devices = await Promise.all(Array.from({ length: DEVICES }, () => given.device(site)));
  people = await Promise.all(Array.from({ length: 12 }, () => given.person(site)));
  stations = await Promise.all(Array.from({ length: CLIENTS }, () => given.station(site)));
  const clerk = await accountAs(test.database, 'site-clerk', site);
  server = await spawnServer(settings());
  await ready(server);
  cookie = await signIn(server.url, clerk);
});
afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.exited;
  await test.close();
});

/** Sends until somebody answers, with the same id and body, as a station does. */
async function send(request: ScanRequest): Promise<ScanAnswer> {
  for (;;) {
    try {
      const response = await fetch(`${server.url}/api/v1/scan-events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:3000', cookie },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(20_000),
      });
      if (response.ok) return (await response.json()) as ScanAnswer;
      if (response.status < 500) throw new Error(`${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof Error && /^4\d\d /.test(error.message)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function client(n: number): Promise<void> {
  const sessionId = newId();
  for (let seq = 1; seq <= SCANS_EACH; seq++) {
    const device = devices[(n * 7 + seq * 5) % DEVICES];
    const person = people[(n + seq) % people.length];
    const request: ScanRequest = {
      id: newId(),
      stationId: stations[n],
      sessionId,
      seq,
      mode: (n + seq) % 3 === 0 ? 'in' : 'out',
      act: seq % 6 === 0 ? { kind: 'undo', scanId: null } : { kind: 'code', raw: device.tag },
      context: { ...EMPTY_CONTEXT, personId: person.id },
      occurredAt: new Date().toISOString(),
      source: 'scanner',
    };
    // Every third scan is sent twice at the same moment, every fourth again later.
    const answers = await Promise.all(seq % 3 === 0 ? [send(request), send(request)] : [send(request)]);
    if (seq % 4 === 0) answers.push(await send(request));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    acknowledged.set(request.id, answers[0]);
  }
}

/** Kills the server each time another quarter of the scans is answered. */
async function killNowAndThen(): Promise<void> {
  for (const quarter of [1, 2, 3]) {
    while (acknowledged.size < (CLIENTS * SCANS_EACH * quarter) / 4)
      await new Promise((resolve) => setTimeout(resolve, 20));
    server.process.kill('SIGKILL');
    await server.exited;
    server = await spawnServer(settings());
    await ready(server);
  }
}

it('never lends a device twice and never loses or repeats a scan, while the server is killed in between', async () => {
  const killer = killNowAndThen();
  await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
  await killer;

  expect(acknowledged.size).toBe(CLIENTS * SCANS_EACH);
  const rows = await test.database.read.query<{ id: string; answer: ScanAnswer; events: number }>(
    `SELECT s.id, s.answer, (SELECT count(*)::int FROM device_event e WHERE e.scan_id = s.id) AS events FROM scan_event s`,
  );
  const stored = new Map(rows.map((row) => [row.id, row]));
  expect(stored.size).toBe(acknowledged.size);
  for (const [id, answer] of acknowledged) {
    expect(stored.get(id)!.answer).toEqual(answer);
    if (answer.row === 'O10') expect(stored.get(id)!.events).toBe(1);
    if (answer.class === 'STOP') expect(stored.get(id)!.events).toBe(0);
  }
  expect([...acknowledged.values()].filter(({ row }) => row === 'O10').length).toBeGreaterThan(DEVICES);

  const twice = await test.database.read.query(
    'SELECT device_id FROM loan WHERE returned_at IS NULL GROUP BY device_id HAVING count(*) > 1',
  );
  expect(twice).toEqual([]);
  const overlaps = await test.database.read.query(
    `SELECT a.id FROM loan a JOIN loan b ON a.device_id = b.device_id AND a.id < b.id AND NOT a.corrected AND NOT b.corrected
       AND tstzrange(a.loaned_at, a.returned_at) && tstzrange(b.loaned_at, b.returned_at)`,
  );
  expect(overlaps).toEqual([]);
  const mismatched = await test.database.read.query(
    `SELECT d.id FROM device d LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL
      WHERE (d.state = 'deployed') <> (l.id IS NOT NULL) OR d.holder_person_id IS DISTINCT FROM l.person_id`,
  );
  expect(mismatched).toEqual([]);
  expect((await verifyLedger(test.database.read)).findings).toEqual([]);
}, 180_000);
