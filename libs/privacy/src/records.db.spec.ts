import { newId } from '@app/kernel';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TestApp } from '../../../test/support/app.js';
import { testApp } from '../../../test/support/app.js';
import { Given } from '../../../test/support/given.js';
import { accountAs, ORIGIN, signIn } from '../../../test/support/sign-in.js';

let test: TestApp;
let given: Given;
let here: string;
let there: string;
let admin: string;
let other: string;
let clerk: string;
let maya: string;

interface Answer {
  status: number;
  body: Record<string, unknown>;
  bytes: Buffer;
}

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  [here, there] = [await given.site('HERE'), await given.site('THERE')];
  const account = (role: string, site: string | null) => accountAs(test.database.database, role, site);
  admin = await signIn(test.url, await account('site-admin', here));
  other = await signIn(test.url, await account('site-admin', there));
  clerk = await signIn(test.url, await account('site-clerk', here));
});
afterAll(() => test.close());
beforeEach(async () => {
  maya = (await given.person(here, { name: ['Maya', 'Rivera'] })).id;
});

async function call(cookie: string, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${test.url}/api/v1/${path}`, {
    method,
    headers: {
      origin: ORIGIN,
      cookie,
      'content-type': 'application/json',
      ...(body ? { 'idempotency-key': newId() } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? (JSON.parse(bytes.toString()) as Answer['body']) : {}, bytes };
}

const ASKED = { recipient: 'Rosa Rivera, the mother', purpose: 'She asked to see it', basis: 'family' };
const make = (cookie = admin) => call(cookie, 'POST', `people/${maya}/record`, ASKED);
const items = async (cookie: string, path: string) =>
  (await call(cookie, 'GET', path)).body.items as Record<string, unknown>[];

async function textOf(bytes: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true }).promise;
  let text = '';
  for (let n = 1; n <= document.numPages; n += 1) {
    const content = await (await document.getPage(n)).getTextContent();
    text += content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  return text;
}

describe("a student's record", () => {
  it('is a disclosure first, then a file of what every lib holds', async () => {
    const tag = await lend();
    const made = await make();
    expect(made).toMatchObject({ status: 201, body: { origin: 'record', ...ASKED, people: 1, personId: maya } });
    const json = await call(admin, 'GET', `disclosures/${made.body.id as string}/record?format=json`);
    const sections = json.body.sections as { title: string; rows: Record<string, unknown>[] }[];
    const of = (title: string) => sections.find((section) => section.title === title)?.rows;
    expect(of('The student')).toContainEqual({ Fact: 'Name', 'On record': 'Maya Rivera' });
    expect(of('Devices lent')).toMatchObject([{ Tag: tag, 'Name on the loan': 'Maya Rivera' }]);
    expect(of('Disclosures')).toMatchObject([{ 'To whom': ASKED.recipient, Ground: 'family' }]);
    const pdf = await call(admin, 'GET', `disclosures/${made.body.id as string}/record?format=pdf`);
    const text = await textOf(pdf.bytes);
    for (const word of ['Maya Rivera', tag, 'Rosa Rivera', 'Nothing on record.']) expect(text).toContain(word);
    expect(await items(admin, `people/${maya}/disclosures`)).toMatchObject([{ id: made.body.id }]);
    const looks = await test.database.asSuperuser(
      `SELECT action FROM access_log WHERE person_id = $1 AND action LIKE 'person.record%' ORDER BY id`,
      [maya],
    );
    const fetched = { action: 'person.record-fetched' };
    expect(looks).toEqual([{ action: 'person.record-made' }, fetched, fetched]);
  });

  it('is fetched by who made it, for a day', async () => {
    const { body } = await make();
    const path = `disclosures/${body.id as string}/record?format=json`;
    const second = await signIn(test.url, await accountAs(test.database.database, 'site-admin', here));
    expect(await call(second, 'GET', path)).toMatchObject({ status: 404, body: { code: 'disclosure.no-record' } });
    // Only the trigger's owner may turn the clock of a disclosure.
    await test.database.asSuperuser(
      `ALTER TABLE disclosure DISABLE TRIGGER disclosure_append_only;
       UPDATE disclosure SET recorded_at = recorded_at - interval '25 hours' WHERE id = '${body.id as string}';
       ALTER TABLE disclosure ENABLE TRIGGER disclosure_append_only`,
    );
    expect(await call(admin, 'GET', path)).toMatchObject({ status: 404, body: { code: 'disclosure.no-record' } });
    expect(await items(admin, `people/${maya}/disclosures`)).toMatchObject([{ readyUntil: null }]);
  });

  it('is of no other site, no clerk and no member of staff', async () => {
    expect(await make(other)).toMatchObject({ status: 404 });
    expect(await make(clerk)).toMatchObject({ status: 403 });
    const staff = await given.person(here, { kind: 'staff' });
    expect(await call(admin, 'POST', `people/${staff.id}/record`, ASKED)).toMatchObject({
      status: 422,
      body: { code: 'privacy.not-a-student' },
    });
  });

  async function lend(): Promise<string> {
    const device = await given.device(here);
    await given.deviceEvent(device.id, 'checked-out', {
      state: 'deployed',
      custody: 'student',
      holder_person_id: maya,
    });
    await test.database.asSuperuser(
      `SELECT circulation_open_loan(jsonb_build_object('deviceId', $1::uuid, 'personId', $2::uuid, 'type', 'one-to-one', 'siteId', $3::uuid, 'seq', 2, 'loanedAt', now()))`,
      [device.id, maya, here],
    );
    return device.tag;
  }
});

describe('a disclosure', () => {
  const noted = (also: object = {}) =>
    call(admin, 'POST', `people/${maya}/disclosures`, {
      ...{ recipient: 'Juvenile court', purpose: 'Order 12', described: 'Loans of 2026', basis: 'court-order' },
      ...{ disclosedOn: '2026-10-01', ...also },
    });

  it('is noted by hand, not for a day to come', async () => {
    expect(await noted()).toMatchObject({ status: 201, body: { origin: 'by-hand', disclosedOn: '2026-10-01' } });
    expect(await noted({ disclosedOn: '2099-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'privacy.day-in-future' },
    });
    expect(await items(admin, `people/${maya}/disclosures`)).toHaveLength(1);
    expect(await call(other, 'GET', `people/${maya}/disclosures`)).toMatchObject({ status: 404 });
  });

  it('never changes, not even for the owner of the database', async () => {
    await noted();
    const changes = [
      `UPDATE disclosure SET recipient = 'nobody'`,
      `UPDATE disclosure SET basis = 'other'`,
      'DELETE FROM disclosure',
      'DELETE FROM disclosure_person',
      `UPDATE disclosure_person SET person_id = person_id`,
    ];
    for (const change of changes) {
      await expect(test.database.database.transaction((tx) => tx.execute(change))).rejects.toThrow(/permission denied/);
      await expect(test.database.asSuperuser(change)).rejects.toThrow(/append-only/);
    }
    await expect(test.database.asSuperuser('TRUNCATE disclosure, disclosure_person')).rejects.toThrow(/append-only/);
  });
});

describe('a correction', () => {
  const ask = async (): Promise<string> => {
    const asked = { askedOn: '2026-10-01', askedBy: 'The mother', wrong: 'Maya is written Maia' };
    const { status, body } = await call(admin, 'POST', `people/${maya}/corrections`, asked);
    expect(status).toBe(201);
    return body.id as string;
  };
  const answer = (id: string, body: object, cookie = admin) =>
    call(cookie, 'POST', `corrections/${id}/answer`, { version: 1, answer: 'Looked at', ...body });

  const change = (action: string, at = 'clock_timestamp()') =>
    test.database.asSuperuser(
      `INSERT INTO admin_log (at, action, subject_kind, subject_id) VALUES (${at}, $1, 'person', $2)`,
      [action, maya],
    );

  it('is not called corrected while nothing was changed, but for who says where it was', async () => {
    const nothing = { status: 422, body: { code: 'correction.nothing-changed', errors: [{ field: 'elsewhere' }] } };
    const id = await ask();
    expect(await answer(id, { state: 'corrected' })).toMatchObject(nothing);
    await change('person.edited', `'2026-09-29 12:00Z'`);
    expect(await answer(id, { state: 'corrected' })).toMatchObject(nothing);
    expect(await answer(id, { state: 'declined', hearingToldOn: '2026-10-02', elsewhere: 'x' })).toMatchObject({
      status: 422,
    });
    expect(await answer(id, { state: 'corrected', elsewhere: 'In the SIS' })).toMatchObject({
      status: 200,
      body: { state: 'corrected', answer: 'Looked at\nIn the SIS' },
    });
  });

  it('is answered once', async () => {
    const id = await ask();
    await change('person.edited');
    expect(await answer(id, { state: 'corrected' }, other)).toMatchObject({ status: 404 });
    expect(await answer(id, { state: 'corrected' })).toMatchObject({
      status: 200,
      body: { state: 'corrected', version: 2 },
    });
    expect(await answer(id, { state: 'corrected' })).toMatchObject({
      status: 409,
      body: { code: 'correction.answered' },
    });
  });

  it('is declined only with the right to a hearing', async () => {
    const id = await ask();
    expect(await answer(id, { state: 'declined' })).toMatchObject({
      status: 422,
      body: { code: 'correction.hearing' },
    });
    expect(await answer(id, { state: 'corrected', statement: 'no' })).toMatchObject({ status: 422 });
    expect(await answer(id, { state: 'declined', hearingToldOn: '2026-09-30' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'hearingToldOn', message: 'must not be before the request' }] },
    });
    await expect(
      test.database.asSuperuser(
        `UPDATE record_correction SET state = 'declined', answer = 'x', hearing_told_on = '2026-09-30' WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('before the request');
    const declined = { state: 'declined', hearingToldOn: '2026-10-02', statement: 'It is Maya' };
    expect(await answer(id, declined)).toMatchObject({ status: 200, body: declined });
    expect(await items(admin, `people/${maya}/corrections`)).toMatchObject([declined]);
  });
});
