import { ScanService } from '@app/desk';
import { PersonRecords } from '@app/directory';
import { verifyLedger } from '@app/inventory';
import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { ScanRequest } from '@app/scan-engine';
import pg from 'pg';
import { EditPersonService } from '../../libs/directory/src/people/edit-person.service.js';
import { GuardiansService } from '../../libs/directory/src/people/guardians.service.js';
import { RetentionService } from '../../libs/privacy/src/retention/retention.service.js';
import { RetentionWorker } from '../../libs/privacy/src/retention/retention-worker.js';
import type { RetentionRunDto } from '../../libs/privacy/src/retention/retention.dto.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';
import { tablesNaming } from '../support/names-in-database.js';
import { accountAs, ORIGIN, signIn } from '../support/sign-in.js';

const NAMES = ['Zebulon', 'Quillfeather', 'Persimmona', 'zq-7734-number', 'zq-card-9', 'zebulon@quill.example'];
const FAMILY = ['perdita@quill.example', '555-0199-42'];
const WORDS = [...NAMES, ...FAMILY];

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let cookie: string;
let planner: Viewer;
let approver: Viewer;
let n = 0;
const sql = (text: string, values: unknown[] = []) => test.database.asSuperuser(text, values);

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site], ['person:edit', 'person:contacts', 'device:work-missing']);
  cookie = await signIn(test.url, await accountAs(test.database.database, 'it-admin', null));
  [planner, approver] = await Promise.all(
    ['Ada', 'Bo'].map(async (name) => {
      const rights = ['retention:run', 'person:read'].map((code): [string, 'all'] => [code, 'all']);
      return new Viewer(await given.account(name), name, new Map(rights));
    }),
  );
  // Who left is known no longer than that, unless federal money bought a device.
  await sql(`UPDATE policy_retention SET years = 0, counted_from = 'left' WHERE funding_kind <> 'federal'`);
});
afterAll(() => test.close());

const post = async (path: string, body: object, method = 'POST'): Promise<Record<string, unknown>> => {
  const response = await fetch(`${test.url}/api/v1/${path}`, {
    method,
    headers: { origin: ORIGIN, cookie, 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
};

async function planned(): Promise<RetentionRunDto> {
  await sql(`UPDATE retention_run SET state = 'cancelled', finished_at = now(), decided_by = planned_by, decided_at = now()
    WHERE state IN ('planned', 'running')`);
  return test.get(RetentionService).plan(planner);
}

const approved = async (): Promise<RetentionRunDto> => {
  const run = await planned();
  return test.get(RetentionService).approve(approver, run.id, { version: run.version, people: run.toForget });
};

async function itemOf(run: RetentionRunDto, personId: string): Promise<Record<string, unknown>> {
  const [item] = await sql(
    'SELECT planned, outcome, until, reasons FROM retention_item WHERE run_id = $1 AND person_id = $2',
    [run.id, personId],
  );
  return item;
}

const whyOf = ({ reasons }: Record<string, unknown>): string[] => (reasons as { why: string }[]).map(({ why }) => why);

/** Somebody who left, had a device and gave it back. */
async function former(funding?: string): Promise<{ id: string; deviceId: string; number: string }> {
  n += 1;
  const person = await given.person(site, { name: ['Finn', `Farouk${n}`] });
  const device = await given.device(site);
  if (funding) {
    await sql(
      `WITH source AS (INSERT INTO funding_source (code, name, kind) VALUES ($2, $2, $3) RETURNING id),
         split AS (INSERT INTO funding_split (fingerprint) VALUES ($2) RETURNING id),
         line AS (INSERT INTO funding_split_line SELECT split.id, source.id, 10000 FROM split, source)
       UPDATE device SET funding_split_id = (SELECT id FROM split) WHERE id = $1`,
      [device.id, `F${n}`, funding],
    );
  }
  const desk = new GivenDesk(await given.station(site));
  const scan = (...scanned: Scanned) => desk.scan(test.get(ScanService), clerk, ...scanned);
  await scan('out', person.number);
  await scan('out', device.tag);
  await scan('in', device.tag);
  await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date - 400 WHERE id = $1`, [person.id]);
  return { id: person.id, deviceId: device.id, number: person.number };
}

/** A student about whom everything there is was written down. */
async function written(): Promise<{ id: string; deviceId: string; disclosureId: string }> {
  const person = await post('people', {
    ...{ kind: 'student', number: 'ZQ-7734-number', givenName: 'Zebulon', familyName: 'Quillfeather', grade: '9' },
    ...{
      homeroom: 'Persimmona 12',
      email: 'zebulon@quill.example',
      language: 'es',
      primarySiteId: site,
    },
  });
  const id = person.id as string;
  const guardian = {
    name: 'Persimmona Quillfeather',
    relation: 'mother',
    email: 'perdita@quill.example',
    phone: '555-0199-42',
  };
  await test.get(GuardiansService).replace(clerk, id, { version: 1, guardians: [{ ...guardian, language: null }] });
  await sql(`INSERT INTO person_identifier (person_id, kind, value) VALUES ($1, 'card', 'ZQ-CARD-9')`, [id]);
  await sql(
    `INSERT INTO person_agreement (person_id, school_year_id, signed_on, signed_by) SELECT $1, id, current_date, 'Persimmona Quillfeather' FROM school_year`,
    [id],
  );
  const device = await given.device(site);
  const desk = new GivenDesk(await given.station(site));
  const scan = async (mode: ScanRequest['mode'], act: ScanRequest['act'] | string): Promise<string> => {
    const request = desk.request(mode, act);
    desk.context = (await test.get(ScanService).handle(clerk, request)).context;
    return request.id;
  };
  await scan('out', 'ZQ-CARD-9');
  const out = await scan('out', device.tag);
  await scan('out', { kind: 'note', targetScanId: out, text: 'Persimmona signed for Zebulon' } as never);
  // A case that was closed by a find, with all that people said.
  await given.deviceEvent(device.id, 'checked-in', { state: 'in-stock', custody: 'none', holder_person_id: null });
  await sql(
    `UPDATE loan SET returned_at = clock_timestamp(), closed_as = 'returned', closed_seq = (SELECT last_seq FROM device WHERE id = $1) WHERE device_id = $1`,
    [device.id],
  );
  const lost = await given.device(site, { state: 'missing' });
  const said = [
    'reason',
    'last_seen_place',
    'told_by',
    'police_agency',
    'finding',
    'found_place',
    'brought_by',
    'found_note',
  ];
  await sql(
    `UPDATE missing_case SET holder_person_id = $2, ${said.map((column) => `${column} = 'Zebulon Q.'`).join(', ')} WHERE device_id = $1`,
    [lost.id, id],
  );
  const account = await given.account();
  await sql(
    `WITH c AS (SELECT id FROM missing_case WHERE device_id = $1),
       step AS (INSERT INTO missing_case_step_taken_back (case_id, step, done_on, done_at, done_by, note, taken_back_at, taken_back_by)
         SELECT c.id, s.step, current_date, now(), $2::uuid, 'Quillfeather says', now(), $2::uuid FROM c JOIN missing_case_step s ON s.case_id = c.id LIMIT 1),
       noted AS (UPDATE missing_case_step SET note = 'Zebulon again' WHERE case_id = (SELECT id FROM c))
     INSERT INTO write_off (case_id, state, reason, note, investigation_note, proposed_by, decided_by, decided_at, decision_note)
     SELECT id, 'declined', 'not-found', 'by Zebulon', 'Quillfeather', $2::uuid, $3::uuid, now(), 'no, Zebulon' FROM c`,
    [lost.id, account, approver.accountId],
  );
  await sql(
    `INSERT INTO clearance (person_id, site_id, due_on, overdue_on, state, closed_at, note)
     VALUES ($1, $2, '2019-06-01', '2019-06-09', 'excepted', now(), 'Zebulon lost it')`,
    [id, site],
  );
  await test.get(ScanService).handle(clerk, new GivenDesk(await given.station(site)).request('in', lost.tag));
  await sql(`UPDATE device SET notes = 'sticker of Zebulon' WHERE id = $1`, [device.id]);
  await sql(
    `INSERT INTO label_item (run_id, position, subject_id, code, lines) VALUES ($1, 3, $2, 'ZQ-7734-NUMBER', '{Zebulon}')`,
    [await given.labelRun(site), id],
  );
  await sql(
    `WITH file AS (INSERT INTO stored_file (purpose, file_name, media_type, byte_size, sha256) VALUES ('import', 'people.csv', 'text/csv', 1, sha256('x')) RETURNING id),
       run AS (INSERT INTO import_run (kind, state, file_id, encoding, row_total, columns, options, account_id)
         SELECT 'people', 'done', id, 'utf-8', 1, '[]', '{}', $2 FROM file RETURNING id),
       line AS (INSERT INTO import_person (run_id, line, number, given_name) SELECT id, 1, 'ZQ-7734-number', 'Zebulon' FROM run)
     INSERT INTO import_row (run_id, line, outcome, record_id, key, label, changes)
     SELECT id, 1, 'change', $1, 'ZQ-7734-number', 'Zebulon Quillfeather', '{"email": [null, "zebulon@quill.example"]}' FROM run`,
    [id, account],
  );
  await sql(
    `WITH job AS (INSERT INTO job_run (kind, requested_by) VALUES ('exchange.export', $1) RETURNING id)
     INSERT INTO export_run (list, query, columns, format, variant, recipient, purpose, language, account_id, rights, job_run_id, turn)
     SELECT 'people', '', '{number}', 'csv', 'names', 'Persimmona Quillfeather', 'asked', 'en', $1, '{}', id, 1 FROM job`,
    [account],
  );
  // The roster has the student, the mother, and another mother whose own child is here.
  await sql(
    `WITH source AS (INSERT INTO roster_source (code, name) VALUES ('sis', 'SIS') RETURNING id),
       file AS (SELECT id FROM stored_file LIMIT 1),
       run AS (INSERT INTO roster_run (source_id, state, came_by, file_id, dialect, files) SELECT source.id, 'done', 'upload', file.id, 'oneroster-1.1', '[]' FROM source, file RETURNING id),
       line AS (INSERT INTO roster_row (run_id, seq, outcome, person_id, key, label, changes)
         SELECT id, 1, 'change', $1, 'ZQ-7734-number', 'Zebulon Quillfeather', '{"email": [null, "zebulon@quill.example"]}' FROM run),
       member AS (INSERT INTO roster_member (source_id, user_id, person_id) SELECT id, 'Zebulon-1', $1 FROM source)
     INSERT INTO roster_record (source_id, kind, id, file, owner, vals)
     SELECT s.id, r.kind, r.id, 'users.csv', r.owner, r.vals::text[] FROM source s, (VALUES
       ('user', 'Zebulon-1', NULL, '{Zebulon,Quillfeather}'), ('user', 'mother', NULL, '{Persimmona,Quillfeather}'), ('user', 'other', NULL, '{Rosa,Rivera}'),
       ('role', 'r1', 'Zebulon-1', '{Zebulon-1,org}'), ('enrollment', 'e1', NULL, '{class,Zebulon-1}'),
       ('link', 'l1', 'Zebulon-1', '{Zebulon-1,mother}'), ('link', 'l2', NULL, '{other,Zebulon-1}'), ('link', 'l3', NULL, '{other,somebody}')) AS r(kind, id, owner, vals)`,
    [id],
  );
  await post(`people/${id}/disclosures`, {
    ...{ recipient: 'Persimmona Quillfeather', purpose: 'Zebulon moved', described: 'His loans', basis: 'family' },
    disclosedOn: '2026-01-05',
  });
  const record = await post(`people/${id}/record`, { recipient: 'The mother', purpose: 'She asked', basis: 'family' });
  const correction = await post(`people/${id}/corrections`, {
    ...{ askedOn: '2026-01-05', askedBy: 'Persimmona', wrong: 'Zebulon is spelled Zebulun' },
  });
  await post(`corrections/${correction.id as string}/answer`, {
    ...{ version: 1, state: 'declined', answer: 'Zebulon it is', hearingToldOn: '2026-01-06', statement: 'Zebulun' },
  });
  return { id, deviceId: device.id, disclosureId: record.id as string };
}

it('leaves nothing of the person in any table, and the ledger as it was', async () => {
  const { id, deviceId, disclosureId } = await written();
  const [{ version }] = await sql('SELECT version FROM person WHERE id = $1', [id]);
  const left = { version: version as number, state: 'withdrawn' as const, withdrawnOn: '2019-06-01' };
  await test.get(EditPersonService).edit(clerk, id, left);
  // The walk sees: in all these tables somebody reads the name now.
  expect(await tablesNaming(test.database, WORDS)).toEqual([
    ...[
      'clearance',
      'device',
      'disclosure',
      'export_run',
      'guardian',
      'idempotency_key',
      'import_person',
      'import_row',
      'label_item',
      'loan',
    ],
    ...[
      'missing_case',
      'missing_case_step',
      'missing_case_step_taken_back',
      'person',
      'person_agreement',
      'person_identifier',
      'record_correction',
      'roster_member',
      'roster_record',
      'roster_row',
    ],
    ...['scan_event', 'write_off'],
  ]);
  const before = await sql('SELECT hash FROM device_event ORDER BY device_id, seq');

  const run = await approved();
  await test.get(RetentionWorker).run({ runId: run.id });

  expect(await itemOf(run, id)).toMatchObject({ planned: 'forget', outcome: 'forgotten' });
  expect(await tablesNaming(test.database, WORDS)).toEqual([]);
  expect(
    test.log.filter((line) => WORDS.some((word) => JSON.stringify(line).toLowerCase().includes(word.toLowerCase()))),
  ).toEqual([]);
  expect(await sql('SELECT hash FROM device_event ORDER BY device_id, seq')).toEqual(before);
  expect((await verifyLedger(test.database.database.read)).findings).toEqual([]);

  // Of another family nothing is lost.
  expect(await sql('SELECT id FROM roster_record ORDER BY id')).toEqual([{ id: 'l3' }, { id: 'other' }]);

  const [loan] = await sql('SELECT borrower_name AS name FROM loan WHERE device_id = $1', [deviceId]);
  expect(loan.name).toMatch(/^Former student [0-9A-Z]{4}$/);
  const [{ recipient, basis }] = await sql(`SELECT recipient, basis FROM disclosure WHERE origin = 'by-hand'`);
  expect({ recipient, basis }).toEqual({ recipient: loan.name, basis: 'family' });
  expect(disclosureId).toBeDefined();
});

it('says who is kept, and why', async () => {
  const [holds, clearance, missing, federal, free] = [
    await former(),
    await former(),
    await former(),
    await former('federal'),
    await former(),
  ];
  const lent = await given.device(site);
  await test.database.database.transaction(async (tx) => {
    const [{ events }] = await tx.query<{ events: { seq: number; occurredAt: string }[] }>(
      'SELECT inventory_record_events($1::jsonb) AS events',
      [
        JSON.stringify([
          {
            deviceId: lent.id,
            type: 'checked-out',
            source: 'test',
            after: { state: 'deployed', custody: 'student', holder_person_id: holds.id },
          },
        ]),
      ],
    );
    const loan = {
      deviceId: lent.id,
      personId: holds.id,
      type: 'one-to-one',
      siteId: site,
      seq: events[0].seq,
      loanedAt: events[0].occurredAt,
    };
    await tx.query('SELECT circulation_open_loan($1::jsonb)', [JSON.stringify(loan)]);
  });
  await sql(
    `INSERT INTO clearance (person_id, site_id, due_on, overdue_on) VALUES ($1, $2, '2026-01-01', '2026-01-02')`,
    [clearance.id, site],
  );
  const lost = await given.device(site, { state: 'missing' });
  await sql('UPDATE missing_case SET holder_person_id = $2 WHERE device_id = $1', [lost.id, missing.id]);

  const run = await planned();
  expect(whyOf(await itemOf(run, holds.id))[0]).toBe('holds-device');
  expect(whyOf(await itemOf(run, clearance.id))[0]).toBe('clearance-open');
  expect(whyOf(await itemOf(run, missing.id))[0]).toBe('case-open');
  expect(await itemOf(run, federal.id)).toMatchObject({
    planned: 'keep',
    until: null,
    reasons: [{ why: 'money', kind: 'federal', years: 3, until: null }],
  });
  expect(await itemOf(run, free.id)).toMatchObject({ planned: 'forget' });

  // Disposed of, the federal device counts three years more, and says until when.
  await given.deviceEvent(federal.deviceId, 'state-changed', { state: 'retired' });
  await sql(`UPDATE device SET notes = 'the label of the loan' WHERE id = $1`, [federal.deviceId]);
  await given.deviceEvent(federal.deviceId, 'state-changed', { state: 'in-ewaste-lot' });
  await given.deviceEvent(federal.deviceId, 'state-changed', { state: 'disposed' });
  const [{ until }] = await sql(`SELECT (directory_day(now()) + interval '3 years')::date::text AS until`);
  const later = await planned();
  const [{ years }] = await sql('SELECT by_year AS years FROM retention_run WHERE id = $1', [later.id]);
  expect(await itemOf(later, federal.id)).toMatchObject({ planned: 'keep', reasons: [{ why: 'money', until }] });
  expect(years).toEqual([{ year: Number(String(until).slice(0, 4)), people: 1 }]);
});

describe('while it runs', () => {
  /** Ends a lib's forgetting only when the lock 77 is free. */
  beforeAll(async () => {
    await sql(`CREATE FUNCTION waiting_forget_people(p jsonb) RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(77) $$;
      GRANT EXECUTE ON FUNCTION waiting_forget_people(jsonb) TO PUBLIC`);
    test.get(PersonRecords).register({
      lib: 'waiting',
      order: 99,
      sections: () => Promise.resolve([]),
      forget: 'waiting_forget_people',
      stays: '',
    });
  });

  const blocked = async (): Promise<pg.Client> => {
    const client = new pg.Client(test.database.ownerUrl);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('SELECT pg_advisory_lock(77)');
    return client;
  };

  const waiters = async (count: number): Promise<void> => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const [row] = await sql(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if ((row.n as number) >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`fewer than ${count} wait`);
  };

  const lend = (personId: string, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> =>
    given.device(site).then((device) =>
      test.database.database.transaction(async (tx) => {
        const after = { state: 'deployed', custody: 'student', holder_person_id: personId };
        const [{ events }] = await tx.query<{ events: { seq: number; occurredAt: string }[] }>(
          'SELECT inventory_record_events($1::jsonb) AS events',
          [JSON.stringify([{ deviceId: device.id, type: 'checked-out', source: 'test', after }])],
        );
        const loan = {
          deviceId: device.id,
          personId,
          type: 'one-to-one',
          siteId: site,
          seq: events[0].seq,
          loanedAt: events[0].occurredAt,
        };
        await tx.query('SELECT circulation_open_loan($1::jsonb)', [JSON.stringify(loan)]);
        await meanwhile();
      }),
    );

  it('keeps whoever is lent a device before it comes to them', async () => {
    const { id } = await former();
    const run = await approved();
    let working: Promise<void> | undefined;
    await lend(id, async () => {
      working = test.get(RetentionWorker).run({ runId: run.id });
      await waiters(1);
    });
    await working;
    const item = await itemOf(run, id);
    expect(item).toMatchObject({ planned: 'forget', outcome: 'kept' });
    expect(whyOf(item)[0]).toBe('holds-device');
    expect(await sql('SELECT forgotten_at AS at FROM person WHERE id = $1', [id])).toEqual([{ at: null }]);
  });

  it('lends nothing to whoever is being forgotten', async () => {
    const { id } = await former();
    const run = await approved();
    const blocker = await blocked();
    const working = test.get(RetentionWorker).run({ runId: run.id });
    await waiters(1);
    const lending = lend(id).then(
      () => 'lent',
      (error: { code: string }) => error.code,
    );
    await waiters(2);
    await blocker.end();
    await working;
    expect(await lending).toBe('person.forgotten');
    expect(await itemOf(run, id)).toMatchObject({ outcome: 'forgotten' });
    expect(await sql('SELECT 1 FROM loan WHERE person_id = $1 AND returned_at IS NULL', [id])).toEqual([]);
  });

  it('is killed: each person is whole or forgotten, and the next worker goes on', async () => {
    const people = [await former(), await former()];
    const ids = people.map(({ id }) => id);
    const state = () =>
      sql('SELECT id, given_name, number, forgotten_at FROM person WHERE id = ANY ($1) ORDER BY id', [ids]);
    const before = await state();
    const run = await approved();
    const blocker = await blocked();
    const working = test.get(RetentionWorker).run({ runId: run.id });
    const failure = working.catch((error: unknown) => error);
    await waiters(1);
    await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%waiting_forget_people(%' AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`,
    );
    expect(await failure).toBeInstanceOf(Error);
    await blocker.end();
    expect(await state()).toEqual(before);
    expect(await test.get(RetentionService).find(approver, run.id)).toMatchObject({ state: 'running', forgotten: 0 });
    // Delivered again, to two at once.
    await Promise.all([1, 2].map(() => test.get(RetentionWorker).run({ runId: run.id })));
    expect(await test.get(RetentionService).find(approver, run.id)).toMatchObject({
      state: 'done',
      forgotten: run.toForget,
      kept: 0,
    });
    expect((await state()).map(({ given_name: name }) => name)).toEqual(['Former student', 'Former student']);
  });

  it('is stopped: who was not forgotten stays known', async () => {
    const { id } = await former();
    const run = await approved();
    await test.get(RetentionService).cancel(planner, run.id, run.version);
    await test.get(RetentionWorker).run({ runId: run.id });
    expect(await itemOf(run, id)).toMatchObject({ outcome: null });
    expect(await test.get(RetentionService).find(approver, run.id)).toMatchObject({ state: 'cancelled', forgotten: 0 });
  });
});

it('is forgotten for good', async () => {
  const { id } = await former();
  const run = await approved();
  await test.get(RetentionWorker).run({ runId: run.id });
  const [{ version, number }] = await sql('SELECT version, number FROM person WHERE id = $1', [id]);
  expect(number).toMatch(/^FORMER-/);
  await expect(
    test.get(EditPersonService).edit(clerk, id, { version: version as number, givenName: 'Finn' }),
  ).rejects.toMatchObject({ code: 'person.forgotten' });
  for (const statement of [
    `UPDATE person SET given_name = 'Finn' WHERE id = $1`,
    `INSERT INTO guardian (person_id, name) VALUES ($1, 'A mother')`,
    `INSERT INTO person_identifier (person_id, kind, value) VALUES ($1, 'card', 'NEW-CARD')`,
  ]) {
    await expect(test.database.database.transaction((tx) => tx.execute(statement, [id]))).rejects.toMatchObject({
      code: 'person.forgotten',
    });
  }
});
