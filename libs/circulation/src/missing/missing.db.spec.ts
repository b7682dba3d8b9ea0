import { Viewer } from '@app/platform';
import { codeOf, MissingDesk } from './missing.test-support.js';

let desk: MissingDesk;
let site: string;
let other: string;
let clerk: Viewer;
let principal: Viewer;
let finance: Viewer;

beforeAll(async () => {
  desk = await MissingDesk.open();
  await desk.given.district();
  site = await desk.given.site('LHS');
  other = await desk.given.site('WHS');
  clerk = await desk.as('site-clerk', [site]);
  principal = await desk.as('site-admin', [site]);
  finance = await desk.as('finance', null);
});
afterAll(() => desk.test.close());

const deviceRow = async (id: string) => (await desk.db.read.query('SELECT * FROM device WHERE id = $1', [id]))[0];
const loansOf = (id: string) => desk.db.read.query('SELECT closed_as FROM loan WHERE device_id = $1', [id]);

describe('a report', () => {
  it('opens one case with its clock, and the ledger says so; the loan stays', async () => {
    const { deviceId, personId } = await desk.lent(site);
    const found = await desk.reported(clerk, deviceId, 10);
    expect(found).toMatchObject({
      ...{ kind: 'missing', state: 'open', openedAs: 'reported', nextStep: 'lock', overdue: true, version: 1 },
      ...{ holder: { id: personId, display: 'Maya Rivera' }, holderCases: 1, reason: 'not-returned' },
    });
    expect(found.steps.map(({ step, standing }) => `${step} ${standing}`)).toEqual([
      ...['lock overdue', 'family-notice due-today', 'demand ahead', 'review ahead', 'write-off ahead'],
    ]);
    expect(await deviceRow(deviceId)).toMatchObject({ state: 'missing', holder_person_id: personId, last_seq: 3 });
    expect(await loansOf(deviceId)).toEqual([{ closed_as: null }]);
    const [event] = await desk.db.read.query(
      'SELECT type, evidence FROM device_event WHERE device_id = $1 AND seq = 3',
      [deviceId],
    );
    expect(event).toMatchObject({ type: 'reported-missing', evidence: { caseId: found.id, reason: 'not-returned' } });
  });

  it('keeps the cart and the slot where it was, also after it was found', async () => {
    const cart = await desk.given.cart(site, 'CART-B7', 32);
    const { id: deviceId } = await desk.given.device(site);
    const after = { state: 'deployed', custody: 'cart', holder_cart_id: cart, cart_slot: 14 };
    await desk.given.deviceEvent(deviceId, 'checked-out', after);
    const holder = { kind: 'cart', id: cart, display: 'CART-B7 · slot 14' };
    const found = await desk.reported(clerk, deviceId);
    expect(found.holder).toMatchObject(holder);
    await desk.given.deviceEvent(deviceId, 'moved', { holder_cart_id: null, cart_slot: null });
    const { items } = await desk.cases().list(clerk, { limit: 50 });
    expect(items.find(({ id }) => id === found.id)?.holder).toMatchObject(holder);
    // One that a file brings in astray keeps it too.
    const { id: other } = await desk.given.device(site);
    await desk.given.deviceEvent(other, 'checked-out', { ...after, cart_slot: 15 });
    await desk.given.deviceEvent(other, 'reported-missing', { state: 'missing' });
    const [adopted] = await desk.cases().ofDevice(clerk, other);
    expect(adopted.holder).toMatchObject({ display: 'CART-B7 · slot 15' });
  });

  it('of two at once is one case', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { deviceId } = await desk.lent(site);
      const codes = await Promise.all([clerk, principal].map((viewer) => codeOf(desk.reported(viewer, deviceId))));
      expect(codes.sort()).toEqual(['missing-case.open-already', 'none']);
      expect(await desk.cases().ofDevice(clerk, deviceId)).toHaveLength(1);
    }
  });

  it('of a theft is two moves and one case; its letters and its write-off fall away', async () => {
    const { deviceId } = await desk.lent(site);
    const facts = { kind: 'stolen' as const, reason: 'lost-by-holder', lastSeenOn: '2026-01-15' };
    const theft = { policeAgency: 'Concord PD', policeReportNumber: '26-114' };
    const { id } = await desk.reporting().report(clerk, deviceId, { ...facts, ...theft });
    const found = await desk.details().get(clerk, id);
    expect(found).toMatchObject({
      kind: 'stolen',
      policeReportNumber: '26-114',
      proposalRefusals: [{ reason: 'stolen' }, { reason: 'review-missing' }],
    });
    expect(found.steps.filter(({ notNeededAs }) => notNeededAs === 'stolen').map(({ step }) => step)).toEqual([
      ...['family-notice', 'demand', 'write-off'],
    ]);
    expect(await deviceRow(deviceId)).toMatchObject({ state: 'stolen', last_seq: 4 });
  });

  it('of a theft without a police report needs the finding of an administrator', async () => {
    const { deviceId } = await desk.lent(site);
    const { id, version } = await desk.reported(clerk, deviceId);
    const steal = (viewer: Viewer, facts: object) => codeOf(desk.stealing().report(viewer, id, { version, ...facts }));
    expect(await steal(clerk, {})).toBe('missing-case.facts-invalid');
    expect(await steal(clerk, { finding: 'The camera shows it' })).toBe('device.not-permitted');
    expect(await steal(principal, { finding: 'The camera shows it' })).toBe('none');
    expect(await steal(principal, { finding: 'Again' })).toBe('missing-case.version-conflict');
    expect(await deviceRow(deviceId)).toMatchObject({ state: 'stolen' });
  });

  it('says at its field which day or fact of the report cannot be', async () => {
    const { id } = await desk.given.device(site);
    const refusals = async (facts: object): Promise<unknown> =>
      desk
        .reporting()
        .report(clerk, id, { kind: 'missing', reason: 'not-found', lastSeenOn: '2026-01-15', ...facts })
        .then(
          () => 'none',
          (error: { code: string; details: { errors: unknown } }) => [error.code, error.details.errors],
        );
    const invalid = (field: string, message: string) => ['missing-case.facts-invalid', [{ field, message }]];
    expect(await refusals({ lastSeenOn: '2099-01-01' })).toEqual(invalid('lastSeenOn', 'must not be in the future'));
    const ancient = { lastSeenOn: '1990-01-01' };
    expect(await refusals(ancient)).toEqual(invalid('lastSeenOn', 'is too long ago for this device'));
    await desk.test.database.asSuperuser(`UPDATE device SET purchased_on = '2025-07-01' WHERE id = $1`, [id]);
    const unbought = invalid('lastSeenOn', 'must not be before 2025-07-01, when the device was bought');
    expect(await refusals({ lastSeenOn: '2025-06-30' })).toEqual(unbought);
    const police = { policeAgency: 'Concord PD', policeReportNumber: '26-114' };
    expect(await refusals({ kind: 'stolen', ...police, policeReportedOn: '2099-01-01' })).toEqual(
      invalid('policeReportedOn', 'must not be in the future'),
    );
    const needed =
      'is needed for a theft, with the agency and the number of the report; without a report give the finding of an administrator';
    expect(await refusals({ kind: 'stolen' })).toEqual(invalid('policeReportNumber', needed));
    expect(await refusals({ kind: 'stolen', policeReportNumber: '26-114' })).toEqual(invalid('policeAgency', needed));
    expect(await refusals({ lastSeenOn: '2025-07-01' })).toBe('none');
  });

  it('is refused for the future, for another site, and for what cannot go missing', async () => {
    const { id: away } = await desk.given.device(other);
    const { id: retired } = await desk.given.device(site, { state: 'retired' });
    expect(await codeOf(desk.reported(clerk, away))).toBe('device.not-found');
    expect(await codeOf(desk.reported(clerk, retired))).toBe('device.move-not-legal');
    const { id } = await desk.given.device(site);
    expect(await codeOf(desk.reported(clerk, id, -2))).toBe('missing-case.facts-invalid');
    expect(await codeOf(desk.reported(await desk.as('auditor', null), id))).toBe('device.not-permitted');
  });
});

describe('the clock', () => {
  it('counts by the policy of its day and the calendar of its site', async () => {
    await desk.test.database.asSuperuser(
      `UPDATE policy_missing_step SET effective = daterange('2000-01-01', current_date - 200) WHERE step = 'family-notice';
       INSERT INTO policy_missing_step (step, effective, after_days, counted) VALUES ('family-notice', daterange(current_date - 200, NULL), 5, 'school')`,
    );
    const { deviceId } = await desk.lent(site);
    const found = await desk.reported(clerk, deviceId);
    const step = found.steps.find((each) => each.step === 'family-notice');
    expect(step).toMatchObject({ afterDays: 5, counted: 'school' });
    const between = (Date.parse(step!.dueOn) - Date.parse(found.notifiedOn)) / 86_400_000;
    // Five school days without holidays take one weekend, or two when the clock starts in one.
    expect([7, 8, 9]).toContain(Math.round(between));
  });

  it('moves on step by step; a step is done once', async () => {
    const { deviceId } = await desk.lent(site);
    const { id } = await desk.reported(clerk, deviceId);
    await desk.steps().do(clerk, id, { version: 1, step: 'lock', note: 'locked with a message' });
    const found = await desk.details().get(clerk, id);
    expect(found).toMatchObject({ nextStep: 'family-notice', version: 2 });
    expect(found.steps[0]).toMatchObject({ standing: 'done', doneBy: 'site-clerk', note: 'locked with a message' });
    expect(await codeOf(desk.steps().do(clerk, id, { version: 2, step: 'lock' }))).toBe('missing-case.step-not-open');
    expect(await codeOf(desk.steps().do(clerk, id, { version: 1, step: 'demand' }))).toBe(
      'missing-case.version-conflict',
    );
  });

  it('takes a step back that was ticked by mistake, and keeps who had ticked it', async () => {
    const { deviceId } = await desk.lent(site);
    const { id } = await desk.reported(clerk, deviceId);
    await desk.steps().do(clerk, id, { version: 1, step: 'lock', note: 'the wrong device' });
    expect(await codeOf(desk.takingBack().takeBack(clerk, id, { version: 1, step: 'lock' }))).toBe(
      'missing-case.version-conflict',
    );
    await desk.takingBack().takeBack(principal, id, { version: 2, step: 'lock' });
    const found = await desk.details().get(clerk, id);
    expect(found).toMatchObject({ nextStep: 'lock', version: 3 });
    expect(found.steps[0]).toMatchObject({
      ...{ standing: 'due-today', doneOn: null, note: null },
      takenBack: [{ doneBy: 'site-clerk', note: 'the wrong device', takenBackBy: 'site-admin' }],
    });
    expect(await codeOf(desk.takingBack().takeBack(clerk, id, { version: 3, step: 'lock' }))).toBe(
      'missing-case.step-not-done',
    );
  });

  it('takes no step back on which a proposal rests, after the end, or beyond the account', async () => {
    const { deviceId } = await desk.lent(site);
    const { id, version } = await desk.reviewed(principal, deviceId);
    const back = (viewer: Viewer, at: number) =>
      codeOf(desk.takingBack().takeBack(viewer, id, { version: at, step: 'review' }));
    expect(await back(clerk, version)).toBe('device.not-permitted');
    await desk.proposing().propose(principal, id, { version, reason: 'not-returned', investigationNote: 'asked all' });
    expect(await back(principal, version + 1)).toBe('missing-case.proposed-already');
    await desk.recovering().recover(principal, id, { version: version + 1, reason: 'returned' });
    const { version: last } = await desk.details().get(principal, id);
    expect(await back(principal, last)).toBe('missing-case.not-open');
  });

  it('leaves the review to administrators, and does not tick a letter that nobody needs', async () => {
    const { id: deviceId } = await desk.given.device(site);
    const { id } = await desk.reported(clerk, deviceId);
    const review = { version: 1, step: 'review' as const, note: 'looked everywhere' };
    expect(await codeOf(desk.steps().do(clerk, id, review))).toBe('device.not-permitted');
    expect(await codeOf(desk.steps().do(clerk, id, { version: 1, step: 'demand' }))).toBe('missing-case.step-not-open');
    expect(await codeOf(desk.steps().do(principal, id, review))).toBe('none');
  });
});

describe('a write-off', () => {
  it('takes two persons, ends the loan as lost, and leaves the device with its case', async () => {
    const { deviceId, personId } = await desk.lent(site);
    const { id, version } = await desk.proposed(principal, deviceId);
    expect(await desk.details().get(finance, id)).toMatchObject({ writeOffPending: true, decisionRefusals: [] });
    await desk.deciding().decide(finance, id, { version, decision: 'approve', note: 'as proposed' });
    const found = await desk.details().get(principal, id);
    expect(found).toMatchObject({
      ...{ state: 'written-off', closedAs: 'written-off', nextStep: null, holder: { id: personId } },
      ...{ writeOffs: [{ state: 'approved', proposedBy: 'site-admin', decidedBy: 'finance' }] },
    });
    expect(await deviceRow(deviceId)).toMatchObject({ state: 'lost', custody: 'none', holder_person_id: null });
    expect(await loansOf(deviceId)).toEqual([{ closed_as: 'lost' }]);
  });

  it('is not decided by whoever proposed it, in the code and in the database', async () => {
    const { deviceId } = await desk.lent(site);
    const both = new Viewer(
      (await desk.as('finance', null)).accountId,
      'both',
      new Map(
        [
          'device:read',
          'device:work-missing',
          'device:report-missing',
          'device:propose-write-off',
          'device:write-off',
        ].map((code) => [code, 'all' as const]),
      ),
    );
    const { id, version } = await desk.proposed(both, deviceId);
    expect(await codeOf(desk.deciding().decide(both, id, { version, decision: 'approve' }))).toBe(
      'missing-case.own-proposal',
    );
    await expect(
      desk.test.database.asSuperuser(
        `UPDATE write_off SET state = 'declined', decision_note = 'x', decided_at = now(), decided_by = proposed_by WHERE case_id = '${id}'`,
      ),
    ).rejects.toMatchObject({ constraint: 'ck_write_off_two_persons' });
  });

  it('is neither proposed nor decided by who held the device, in the code and in the database', async () => {
    const { deviceId, personId } = await desk.lent(site, 'staff');
    await desk.test.database.asSuperuser(`UPDATE person SET email = 'Holder@Test.example' WHERE id = '${personId}'`);
    const holder = await desk.as('finance', null, 'holder@test.example');
    const { id, version } = await desk.proposed(principal, deviceId);
    expect(await codeOf(desk.deciding().decide(holder, id, { version, decision: 'approve' }))).toBe(
      'missing-case.own-device',
    );
    await expect(
      desk.test.database.asSuperuser(
        `UPDATE write_off SET state = 'declined', decision_note = 'x', decided_at = now(), decided_by = '${holder.accountId}' WHERE case_id = '${id}'`,
      ),
    ).rejects.toMatchObject({ constraint: 'ck_write_off_own_device' });
  });

  it.each(['federal', 'ecf', 'e-rate'])('of %s money needs an investigation note', async (kind) => {
    const { deviceId } = await desk.lent(site);
    await desk.fund(deviceId, kind);
    const { id, version } = await desk.reviewed(principal, deviceId);
    const propose = (investigationNote?: string) =>
      codeOf(desk.proposing().propose(principal, id, { version, reason: 'not-found', investigationNote }));
    expect(await propose()).toBe('missing-case.investigation-missing');
    await expect(
      desk.test.database.asSuperuser(
        `INSERT INTO write_off (case_id, reason, proposed_by) VALUES ('${id}', 'other', '${principal.accountId}')`,
      ),
    ).rejects.toMatchObject({ constraint: 'ck_write_off_investigation' });
    expect(await propose('Asked the family, searched the lockers')).toBe('none');
  });

  it('waits for demand, review and its day, and says all of it', async () => {
    const { deviceId } = await desk.lent(site);
    const { id, version } = await desk.reported(principal, deviceId);
    const refused = desk.proposing().propose(principal, id, { version, reason: 'not-found' });
    await expect(refused).rejects.toMatchObject({
      details: { reasons: ['demand-missing', 'review-missing', 'too-early'] },
    });
    expect(await codeOf(desk.deciding().decide(finance, id, { version, decision: 'approve' }))).toBe(
      'missing-case.no-proposal',
    );
  });

  it('that is declined leaves the clock running, and another may be proposed', async () => {
    const { deviceId } = await desk.lent(site);
    const { id, version } = await desk.proposed(principal, deviceId);
    await desk.deciding().decide(finance, id, { version, decision: 'decline', note: 'look in the gym' });
    const found = await desk.details().get(principal, id);
    expect(found).toMatchObject({ state: 'open', writeOffs: [{ state: 'declined', decisionNote: 'look in the gym' }] });
    const again = { version: found.version, reason: 'not-found', investigationNote: 'gym too' };
    expect(await codeOf(desk.proposing().propose(principal, id, again))).toBe('none');
    await expect(
      desk.test.database.asSuperuser(
        `UPDATE write_off SET decision_note = 'x' WHERE case_id = '${id}' AND state = 'declined'`,
      ),
    ).rejects.toMatchObject({ constraint: 'ck_write_off_final' });
  });
});

describe('a find on a page', () => {
  it('closes the case and the loan, and keeps where, by whom and in what condition', async () => {
    const { deviceId } = await desk.lent(site);
    const { id, version } = await desk.reported(clerk, deviceId);
    const facts = { foundPlace: 'Locker 114', broughtBy: 'a custodian', foundCondition: 'D' };
    await desk.recovering().recover(clerk, id, { version, reason: 'found-on-site', siteId: site, ...facts });
    expect(await desk.details().get(clerk, id)).toMatchObject({
      ...{ state: 'recovered', closedAs: 'found-on-site', nextStep: null, foundSite: { id: site }, ...facts },
    });
    expect(await deviceRow(deviceId)).toMatchObject({ state: 'in-stock', condition: 'D', holder_person_id: null });
    expect(await loansOf(deviceId)).toEqual([{ closed_as: 'returned' }]);
    const { id: again } = await desk.reported(clerk, deviceId);
    expect(again).not.toBe(id);
  });

  it('of a lost device opens nothing again; of a stolen one asks for another right', async () => {
    const { deviceId } = await desk.lent(site);
    const { id, version } = await desk.proposed(principal, deviceId);
    await desk.deciding().decide(finance, id, { version, decision: 'approve' });
    const { version: written } = await desk.details().get(clerk, id);
    await desk.recovering().recover(clerk, id, { version: written, reason: 'returned' });
    const found = await desk.details().get(clerk, id);
    expect(found).toMatchObject({ state: 'recovered', writeOffs: [{ state: 'approved' }] });
    const back = { version: found.version, reason: 'returned' };
    expect(await codeOf(desk.recovering().recover(clerk, id, back))).toBe('missing-case.not-open');

    const { id: stolen } = await desk.given.device(site, { state: 'stolen' });
    const [theft] = await desk.cases().ofDevice(clerk, stolen);
    const onlyIn = new Viewer(
      clerk.accountId,
      'x',
      new Map([
        ['device:read', 'all'],
        ['device:check-in', 'all'],
      ]),
    );
    const recover = (viewer: Viewer) =>
      codeOf(desk.recovering().recover(viewer, theft.id, { version: 1, reason: 'recovered-by-police' }));
    expect(await recover(onlyIn)).toBe('device.not-permitted');
    expect(await recover(clerk)).toBe('none');
  });

  it('in error does not count against the holder', async () => {
    const { deviceId, personId } = await desk.lent(site);
    const { id, version } = await desk.reported(clerk, deviceId);
    expect(await desk.cases().ofPerson(clerk, personId)).toMatchObject({ total: 1 });
    await desk.recovering().recover(clerk, id, { version, reason: 'reported-in-error' });
    expect(await desk.cases().ofPerson(clerk, personId)).toMatchObject({ total: 0, items: [{ id }] });
  });
});

describe('facts that are learned later', () => {
  it('are added under the version; those of a find only after it', async () => {
    const { deviceId } = await desk.lent(site);
    const { id } = await desk.reported(clerk, deviceId);
    const edit = (facts: object) => desk.editing().edit(clerk, id, { version: 1, ...facts });
    expect(await codeOf(edit({ broughtBy: 'a parent' }))).toBe('missing-case.not-recovered');
    await edit({ toldBy: 'the student', lastSeenPlace: 'the bus' });
    expect(await codeOf(edit({ toldBy: 'a friend' }))).toBe('missing-case.version-conflict');
    expect(await desk.details().get(clerk, id)).toMatchObject({ toldBy: 'the student', lastSeenPlace: 'the bus' });
    await desk.recovering().recover(clerk, id, { version: 2, reason: 'returned' });
    const { version } = await desk.details().get(clerk, id);
    await desk.editing().edit(clerk, id, { version, foundPlace: 'the bus depot', foundCondition: 'C' });
    expect(await desk.details().get(clerk, id)).toMatchObject({ foundPlace: 'the bus depot', foundCondition: 'C' });
    expect(await deviceRow(deviceId)).toMatchObject({ condition: 'C' });
  });
});

describe('the list', () => {
  it('is the same in pages as in one, cases of one day and those without a step among them', async () => {
    const school = await desk.given.site();
    const here = await desk.as('site-clerk', [school]);
    for (const days of [10, 10, 3, 10]) await desk.reported(here, (await desk.lent(school)).deviceId, days);
    const lost = await desk.reported(here, (await desk.lent(school)).deviceId, 20);
    await desk.test.database.asSuperuser(
      `UPDATE missing_case SET next_step = NULL, next_due_on = 'infinity' WHERE id = $1`,
      [lost.id],
    );
    const all = await desk.cases().list(here, { limit: 50 });
    const walked: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 9; pages += 1) {
      const { items, next } = await desk.cases().list(here, { limit: 2, ...(after && { after }) });
      walked.push(...items.map(({ id }) => id));
      if (next === null) break;
      after = next;
    }
    expect(all.items).toHaveLength(5);
    expect(all.items.at(-1)?.id).toBe(lost.id);
    expect(walked).toEqual(all.items.map(({ id }) => id));
  });

  it('has the cases of a site and those of its devices, each once, for whoever has a few sites or many', async () => {
    const [school, second, third] = [await desk.given.site(), await desk.given.site(), await desk.given.site()];
    const here = await desk.as('site-clerk', [school]);
    const found = await desk.reported(here, (await desk.lent(school)).deviceId, 10);
    await desk.test.database.asSuperuser('UPDATE missing_case SET site_id = $2 WHERE id = $1', [found.id, second]);
    const many = [second, third, ...(await Promise.all(Array.from({ length: 5 }, () => desk.given.site())))];
    const seenBy = async (sites: readonly string[]): Promise<string[]> =>
      (await desk.cases().list(await desk.as('site-clerk', sites), { limit: 50 })).items.map(({ id }) => id);
    expect(await seenBy([school])).toEqual([found.id]);
    expect(await seenBy([second])).toEqual([found.id]);
    expect(await seenBy([school, second])).toEqual([found.id]);
    expect(await seenBy(many)).toEqual([found.id]);
    expect(await seenBy([third])).toEqual([]);
  });
});
