import { ScanService } from '@app/desk';
import { newId } from '@app/kernel';
import type { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { AgreementService } from '../../libs/directory/src/people/agreement.service.js';
import type { AgreementState } from '../../libs/directory/src/people/agreement.sql.js';
import { PeopleListService } from '../../libs/directory/src/people/people-list.service.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import type { Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let desk: GivenDesk;
const sql = (text: string, ...values: unknown[]) => test.database.asSuperuser(text, values);

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site], ['person:edit']);
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
  await sql(`UPDATE policy_desk SET agreement = 'ignore'`);
  await sql(`UPDATE district SET profile = 'generic'`);
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(test.get(ScanService), clerk, ...scanned);
const policy = (agreement: string) => sql('UPDATE policy_desk SET agreement = $1', agreement);
const record = (id: string, version: number, signedOn: string | null) =>
  test.get(AgreementService).record(clerk, id, { version, signedOn });

describe('O8: whoever has not signed this year', () => {
  it('is warned about, until the agreement is on record', async () => {
    await policy('warn');
    const student = await given.person(site);
    expect((await scan('out', student.number)).text.headline).toBe('Maya Rivera ▲ agreement missing');
    await record(student.id, 1, '2026-11-02');
    desk.context = { ...desk.context, personId: null };
    expect(await scan('out', student.number)).toMatchObject({ row: 'O1', notes: [], class: 'CONTEXT' });
    await record(student.id, 2, null);
    desk.context = { ...desk.context, personId: null };
    expect(await scan('out', student.number)).toMatchObject({ notes: ['O8'] });
  });

  it('gets no device where the district may and does block', async () => {
    await policy('block');
    const [student, device] = [await given.person(site), await given.device(site)];
    expect(await scan('out', student.number)).toMatchObject({ class: 'STOP', context: { personId: student.id } });
    expect(await scan('out', device.tag)).toMatchObject({ row: 'O8', class: 'STOP' });
    expect(await scan('out', (await given.person(site, { kind: 'staff' })).number)).toMatchObject({ class: 'CONTEXT' });
  });

  it('is never in the future', async () => {
    const { id } = await given.person(site);
    await expect(record(id, 1, '2199-01-01')).rejects.toMatchObject({ code: 'person.agreement-invalid' });
    await expect(record(newId(), 1, null)).rejects.toMatchObject({ code: 'person.not-found' });
  });
});

describe('in California no agreement can block', () => {
  const REFUSED = { constraint: 'ck_policy_desk_agreement_profile' };

  it('neither by a policy', async () => {
    await sql(`UPDATE district SET profile = 'california'`);
    await expect(policy('block')).rejects.toMatchObject(REFUSED);
    await expect(
      sql(`INSERT INTO policy_desk (site_id, effective, agreement) VALUES ($1, '[2027-01-01,)', 'block')`, site),
    ).rejects.toMatchObject(REFUSED);
    await policy('warn');
  });

  it('nor by a change of the profile while one blocks', async () => {
    await policy('block');
    await expect(sql(`UPDATE district SET profile = 'california'`)).rejects.toMatchObject(REFUSED);
  });
});

describe('the list of people by their agreement', () => {
  const listed = async (agreement: AgreementState[]): Promise<{ numbers: string[]; total: unknown }> => {
    const page = { after: null, descending: false, limit: 100 };
    const { items, total } = await test.get(PeopleListService).list(clerk, { ...page, agreement });
    return { numbers: items.map(({ number }) => number), total };
  };

  it('shows who has none where the desk asks for one, with the count; a family that opted out has answered', async () => {
    await sql(`UPDATE person SET state = 'withdrawn', withdrawn_on = current_date`);
    const elsewhere = await given.site('NOASK');
    clerk = await given.clerk([site, elsewhere], ['person:edit']);
    const [none, signed, out, merged] = await Promise.all([1, 2, 3, 4].map(() => given.person(site)));
    await given.person(elsewhere);
    await given.person(site, { kind: 'staff' });
    await sql(
      `INSERT INTO person_agreement (person_id, school_year_id, signed_on, opted_out)
       SELECT p.id, y.id, CASE WHEN p.id <> $2 THEN current_date END, p.id = $2 FROM person p, school_year y WHERE p.id = ANY ($1)`,
      [signed.id, out.id, merged.id],
      out.id,
    );
    const kept = await given.person(site);
    await sql('UPDATE person SET merged_into_id = $2 WHERE id = $1', merged.id, kept.id);
    await policy('ignore');
    expect(await listed(['missing'])).toMatchObject({ numbers: [], total: { count: 0 } });
    await policy('warn');
    await sql(
      `INSERT INTO policy_desk (site_id, agreement, effective) VALUES ($1, 'ignore', daterange(current_date - 1, NULL))`,
      elsewhere,
    );
    expect(await listed(['missing'])).toMatchObject({ numbers: [none.number], total: { count: 1 } });
    expect((await listed(['signed'])).numbers.sort()).toEqual([signed.number, kept.number].sort());
    expect((await listed(['opted-out'])).numbers).toEqual([out.number]);
    expect((await listed(['opted-out', 'missing'])).numbers.sort()).toEqual([none.number, out.number].sort());
    const asked = async (id: string) =>
      (await sql('SELECT directory_agreement_signed($1, directory_day(clock_timestamp())) AS signed', id))[0].signed;
    expect([await asked(signed.id), await asked(out.id), await asked(kept.id)]).toEqual([true, false, true]);
  });
});
