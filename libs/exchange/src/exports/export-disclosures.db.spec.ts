import { ExportWorker } from './export-worker.js';
import { asked, NAMED, TestExports } from './exports.test-support.js';

let at: TestExports;
let maya: string;

beforeAll(async () => (at = await TestExports.open()));
afterAll(() => at.close());
beforeEach(async () => {
  await at.begin(2);
  maya = (await at.given.person(at.here, { name: ['Maya', 'Rivera'] })).id;
  at.who = maya;
});

const OUTSIDE = { ...NAMED, basis: 'audit' as const };
const disclosures = (): Promise<Record<string, unknown>[]> =>
  at.rows(
    `SELECT d.origin, d.recipient, d.purpose, d.basis, d.described, d.export_id AS "exportId", d.recorded_by AS by
     FROM disclosure d JOIN disclosure_person p ON p.disclosure_id = d.id WHERE p.person_id = $1`,
    [maya],
  );

describe('a list with names', () => {
  it('that leaves the district is a disclosure of each student in it', async () => {
    const run = await at.service.begin(at.viewer, asked(OUTSIDE));
    expect(run).toMatchObject({ basis: 'audit' });
    expect(await disclosures()).toEqual([
      {
        ...{ origin: 'export', recipient: 'County office', purpose: 'Audit', basis: 'audit', exportId: run.id },
        ...{ described: 'Entries: Number, Who, E-mail', by: at.viewer.accountId },
      },
    ]);
  });

  it('that stays in the house is none, nor is one with pseudonyms or without people', async () => {
    await at.service.begin(at.viewer, asked(NAMED));
    await at.service.begin(at.viewer, asked({ ...NAMED, variant: 'pseudonyms' }));
    await at.service.begin(at.viewer, asked({ columns: ['n'], basis: 'audit' }));
    const wrong = at.service.begin(at.viewer, asked({ ...OUTSIDE, variant: 'pseudonyms' }));
    await expect(wrong).rejects.toMatchObject({ status: 400, errors: [{ field: 'basis' }] });
    expect(await disclosures()).toEqual([]);
  });

  it('about no student is none', async () => {
    at.who = (await at.given.person(at.here, { kind: 'staff' })).id;
    await at.service.begin(at.viewer, asked(OUTSIDE));
    expect(await at.rows('SELECT 1 FROM disclosure_person WHERE person_id = $1', [at.who])).toEqual([]);
  });

  it('that is long is one when its file is there, once', async () => {
    at.length = 6_000;
    const run = await at.service.begin(at.viewer, asked(OUTSIDE));
    expect(await disclosures()).toEqual([]);
    await at.test.app.get(ExportWorker).run({ exportId: run.id });
    await at.test.app.get(ExportWorker).run({ exportId: run.id });
    expect(await disclosures()).toMatchObject([{ exportId: run.id, basis: 'audit' }]);
  });
});
