import { verifyLedger } from '@app/inventory';
import type { GivenDevice, GivenPerson } from '../support/given.js';
import { until } from '../support/until.js';
import { useWebApp } from '../support/web-app.js';

const STUDENTS = 30;

const app = useWebApp();

let students: GivenPerson[];
let devices: GivenDevice[];

beforeAll(async () => {
  const { given, siteId } = app();
  const modelId = await given.model();
  students = [];
  devices = [];
  for (let n = 0; n < STUDENTS; n++) {
    students.push(await given.person(siteId, { name: [`Pupil${n}`, 'Rivera'] }));
    devices.push(await given.device(siteId, { modelId, tag: `LHS-${String(4500 + n).padStart(6, '0')}` }));
  }
});

const openLoans = async (): Promise<Map<string, string>> => {
  const rows = await app().query<{ device_id: string; person_id: string }>(
    'SELECT device_id, person_id FROM loan WHERE returned_at IS NULL',
  );
  return new Map(rows.map(({ device_id, person_id }) => [device_id, person_id]));
};

it('a clerk scans thirty Chromebooks out and in with keys only, undoes a mistake, and the ledger verifies', async () => {
  const { page, scan, view } = await app().desk('out');

  for (const [n, student] of students.entries()) {
    await scan(student.number);
    await scan(devices[n].tag);
  }
  const out = await view.settled(2 * STUDENTS, 60_000);
  expect(out.attention).toBe(0);
  expect((await view.allRows()).filter((row) => row.class === 'OK').map(({ tag }) => tag)).toEqual(
    devices.map(({ tag }) => tag).reverse(),
  );
  expect(await openLoans()).toEqual(new Map(devices.map(({ id }, n) => [id, students[n].id])));

  await scan('/in');
  await until(
    () => Promise.resolve(page.url()),
    (url) => new URL(url).pathname === '/scan/in',
  );
  for (const { tag } of devices) await scan(tag);
  await view.settled(3 * STUDENTS, 60_000);
  expect(await openLoans()).toEqual(new Map());

  // The last one was not meant.
  await scan('/u');
  await view.until(({ rows }) => rows[0].undone);
  expect(await openLoans()).toEqual(new Map([[devices[STUDENTS - 1].id, students[STUDENTS - 1].id]]));

  await scan(devices[STUDENTS - 1].tag);
  const again = await view.settled(3 * STUDENTS + 1);
  expect(again.rows[0]).toMatchObject({ tag: devices[STUDENTS - 1].tag, sync: 'sent' });
  expect(again.focus).toBe('scan-field');
  expect(await openLoans()).toEqual(new Map());

  const report = await verifyLedger(app().server.database.database.read);
  expect(report.findings).toEqual([]);
  expect(report.devices).toBe(STUDENTS);
}, 180_000);
