import { ScanService } from '@app/desk';
import { addDays, newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import type { ScanAnswer } from '@app/scan-engine';
import { AccessoriesService } from '../../libs/inventory/src/accessories/accessories.service.js';
import { LoanAccessoriesService } from '../../libs/circulation/src/accessories/loan-accessories.service.js';
import { CancelClearance, OpenClearance } from '../../libs/circulation/src/clearances/clearance-opener.js';
import { ClearancesService } from '../../libs/circulation/src/clearances/clearances.service.js';
import { DoNotContactService } from '../../libs/directory/src/people/do-not-contact.service.js';
import { EditPersonService } from '../../libs/directory/src/people/edit-person.service.js';
import { TemporaryPeopleService } from '../../libs/directory/src/temporary-people/temporary-people.service.js';
import { PoliciesService } from '../../libs/directory/src/policies/policies.service.js';
import type { TestApp } from '../support/app.js';
import { testApp } from '../support/app.js';
import { codeOf } from '../support/code-of.js';
import type { GivenPerson, Scanned } from '../support/given.js';
import { Given, GivenDesk } from '../support/given.js';

let test: TestApp;
let given: Given;
let site: string;
let clerk: Viewer;
let admin: Viewer;
let desk: GivenDesk;
let sam: GivenPerson;
let today: string;

beforeAll(async () => {
  test = await testApp();
  given = new Given(test.database.database);
  await given.district();
  site = await given.site('LHS');
  clerk = await given.clerk([site], ['person:edit', 'person:contacts']);
  admin = await given.clerk([site], ['device:propose-write-off']);
  today = await given.today();
});
afterAll(() => test.close());
beforeEach(async () => {
  desk = new GivenDesk(await given.station(site));
  sam = await given.person(site, { name: ['Sam', 'Cole'] });
});

const scan = (...scanned: Scanned): Promise<ScanAnswer> => desk.scan(test.get(ScanService), clerk, ...scanned);
const undo = { kind: 'undo', scanId: null } as const;
const withdrawal = () => ({ personId: sam.id, siteId: site, withdrawnOn: today });
const clearances = (who = clerk) => test.get(ClearancesService).list(who, { personId: sam.id, limit: 10 });

/** Takes a device, then leaves; the event is delivered as often as `times` says. */
async function leaves(times = 1, modelId?: string): Promise<{ tag: string; id: string }> {
  const { tag } = await given.device(site, { modelId });
  await scan('out', sam.number);
  await scan('out', tag);
  await test.get(EditPersonService).edit(clerk, sam.id, { version: 1, state: 'withdrawn' });
  for (let n = 0; n < times; n += 1) await test.get(OpenClearance).handle(withdrawal());
  const { items } = await clearances();
  return { tag, id: items[0].id };
}
const stateOf = async (id: string) => {
  const { state, lines, note } = await test.get(ClearancesService).get(admin, id);
  return { state, lines: lines.map((line) => line.state), note };
};

describe('an exit clearance', () => {
  it('is opened once for a withdrawal, due on the last day, however often the news comes', async () => {
    await leaves(3);
    expect((await clearances()).items).toMatchObject([
      { state: 'open', dueOn: today, overdue: false, owed: 1, items: 1, person: { familyName: 'Cole' } },
    ]);
  });

  it('is late by the policy of the day on which they left', async () => {
    const lateOn = async (withdrawnOn: string): Promise<string> => {
      const person = await given.person(site, { withdrawnOn });
      await test.get(OpenClearance).handle({ personId: person.id, siteId: site, withdrawnOn });
      const [row] = await test.database.asSuperuser(
        'SELECT overdue_on::text AS late FROM clearance WHERE person_id = $1',
        [person.id],
      );
      return row.late as string;
    };
    const before = addDays(today, -1);
    const usual = await lateOn(today);
    const planner = await given.clerk('all', ['policy:edit']);
    const policies = test.get(PoliciesService);
    const { items } = await policies.list(planner);
    const [last] = items.find(({ kind }) => kind === 'clearance-grace')!.rows.filter(({ key }) => key === 'student');
    expect(last.values).toEqual({ graceSchoolDays: 5 });
    const change = { key: 'student', startsOn: today, lastId: last.id, values: { graceSchoolDays: 0 } };
    const { items: effects } = await policies.preview(planner, 'clearance-grace', change);
    expect(effects[0]).toMatchObject({ label: expect.stringContaining('keep the day') as string, href: '/clearances' });
    expect(effects[0].count).toBeGreaterThan(0);
    expect(
      await codeOf(policies.plan(planner, 'clearance-grace', { ...change, values: { graceSchoolDays: 61 } })),
    ).toBe('policy.values');
    await policies.plan(planner, 'clearance-grace', change);
    expect(await lateOn(today)).toBe(addDays(today, 1));
    expect(usual > addDays(today, 5)).toBe(true);
    expect(await lateOn(before)).not.toBe(addDays(before, 1));
    // An empty value is the usual one.
    await test.database.asSuperuser(
      `UPDATE policy_clearance SET grace_school_days = NULL WHERE effective @> $1::date`,
      [today],
    );
    expect(await lateOn(today)).toBe(usual);
  });

  it('is cleared by the return at the desk, in the same transaction; the undo opens it again', async () => {
    const { tag, id } = await leaves();
    expect((await scan('in', tag)).text.lines).toContain('Sam Cole cleared: all returned');
    expect(await stateOf(id)).toEqual({ state: 'cleared', lines: ['returned'], note: null });
    await scan('in', undo);
    expect(await stateOf(id)).toEqual({ state: 'open', lines: ['owed'], note: null });
  });

  describe('with accessories', () => {
    let modelId: string;
    beforeAll(async () => {
      modelId = await given.model();
      const types = test.get(AccessoriesService);
      const planner = new Viewer(admin.accountId, 'admin', new Map([['model:edit', 'all']]));
      const add = (kind: string, name: string) => types.create(planner, { kind, name });
      const [charger, sleeve] = [await add('charger', 'USB-C 45 W'), await add('case', 'Sleeve')];
      const items = [charger, sleeve].map(({ id }) => ({ typeId: id, relation: 'comes-with' as const, count: 1 }));
      await types.setOfModel(planner, modelId, { version: 1, isTypeId: null, items });
    });
    const twoDevices = async () =>
      [await given.device(site, { modelId }), await given.device(site, { modelId })] as const;
    const linesOf = async (id: string) =>
      (await test.get(ClearancesService).get(admin, id)).lines.map((line) => [line.accessory, line.out, line.state]);
    const say = (to: ScanAnswer, key: string) => scan('in', { kind: 'answer', scanId: to.id, key });

    it('names the charger, and stays open for it until it is back; an undo opens it again', async () => {
      const { tag, id } = await leaves(1, modelId);
      expect(await linesOf(id)).toEqual([
        [null, 1, 'owed'],
        ['USB-C 45 W', 1, 'owed'],
        ['Sleeve', 1, 'owed'],
      ]);
      const back = await scan('in', tag);
      expect(await stateOf(id)).toMatchObject({ state: 'cleared', lines: ['returned', 'returned', 'returned'] });
      const said = await say(back, 'c');
      expect(said.text.lines).toContain('Sam Cole is not cleared: owes USB-C 45 W');
      expect(await stateOf(id)).toMatchObject({ state: 'open', lines: ['returned', 'owed', 'returned'] });
      expect((await clearances()).items).toMatchObject([{ owed: 1, owedDevices: 0, items: 3 }]);
      const [owed] = await test.get(LoanAccessoriesService).owedBy(clerk, sam.id);
      await test.get(LoanAccessoriesService).takeBack(clerk, owed.id, 'returned');
      expect(await stateOf(id)).toMatchObject({ state: 'cleared' });
      await scan('in', { kind: 'undo', scanId: back.id });
      expect(await stateOf(id)).toMatchObject({ state: 'open', lines: ['owed', 'returned', 'owed'] });
    });

    it('names what a temporary record of theirs owes, and the desk does too, also known by a card', async () => {
      const [card, first, second] = [newId().slice(-12), ...(await twoDevices())];
      await test.get(TemporaryPeopleService).create(clerk, {
        ...{ givenName: 'Sam', familyName: 'Cole', grade: '9', siteId: site },
        knownNumber: card,
      });
      await scan('out', card);
      await scan('out', first.tag);
      const back = await scan('in', first.tag);
      await say(back, 'c');
      await test.database.asSuperuser(
        `INSERT INTO person_identifier (person_id, kind, value) VALUES ($1, 'card', $2)`,
        [sam.id, card],
      );
      const seen = await scan('in', sam.number);
      expect(seen).toMatchObject({ row: 'I15', person: { id: sam.id, owes: [`USB-C 45 W (${first.tag})`] } });
      expect(seen.quickAnswers.map(({ key }) => key)).toEqual(['1', 'm']);
      desk.context = { ...desk.context, personId: null };
      await scan('out', sam.number);
      await scan('out', second.tag);
      await test.get(EditPersonService).edit(clerk, sam.id, { version: 1, state: 'withdrawn' });
      await test.get(OpenClearance).handle(withdrawal());
      const [{ id }] = (await clearances()).items;
      expect((await linesOf(id)).filter(([, , state]) => state === 'owed')).toHaveLength(4);
      await scan('in', second.tag);
      expect(await stateOf(id)).toMatchObject({ state: 'open' });
      // Said on another day, of the record that nobody has merged: the clearance has it all the same.
      expect(await say(await scan('in', sam.number), '1')).toMatchObject({ row: 'E19' });
      expect(await stateOf(id)).toMatchObject({ state: 'cleared' });
      await scan('in', undo);
      expect(await stateOf(id)).toMatchObject({ state: 'open' });
    });

    it('lets a charger go with a reason', async () => {
      const { tag, id } = await leaves(1, modelId);
      await say(await scan('in', tag), 'c');
      const { version } = await test.get(ClearancesService).get(admin, id);
      await test.get(ClearancesService).close(admin, id, version, 'Moved abroad');
      expect(await stateOf(id)).toMatchObject({ state: 'excepted', lines: ['returned', 'excepted', 'returned'] });
    });

    it('names a charger of a loan that was over before they left, and one that is said to be missing only then', async () => {
      const [first, second] = [await given.device(site, { modelId }), await given.device(site, { modelId })];
      await scan('out', sam.number);
      await scan('out', first.tag);
      await say(await scan('in', first.tag), 'c');
      desk.context = { ...desk.context, personId: sam.id, loanType: 'daily' };
      await scan('out', second.tag);
      const back = await scan('in', second.tag);
      await test.get(EditPersonService).edit(clerk, sam.id, { version: 1, state: 'withdrawn' });
      await test.get(OpenClearance).handle(withdrawal());
      const [{ id }] = (await clearances()).items;
      expect(await linesOf(id)).toEqual([['USB-C 45 W', 1, 'owed']]);
      await say(back, 'c');
      expect(await linesOf(id)).toEqual([
        ['USB-C 45 W', 1, 'owed'],
        ['USB-C 45 W', 1, 'owed'],
      ]);
    });

    it('says at the desk what is owed from before', async () => {
      const first = await given.device(site, { modelId });
      await scan('out', sam.number);
      await scan('out', first.tag);
      await say(await scan('in', first.tag), 'c');
      desk.context = { ...desk.context, personId: null };
      const { tag } = await leaves(1, modelId);
      const { text } = await scan('in', tag);
      expect(text.lines).toContain(`Sam Cole still owes USB-C 45 W (${first.tag})`);
      expect(text.lines.join()).not.toContain('all returned');
    });

    it('is opened while a charger is given back, and never stays open for it', async () => {
      const { tag } = await given.device(site, { modelId });
      await scan('out', sam.number);
      await scan('out', tag);
      await say(await scan('in', tag), 'c');
      await test.get(EditPersonService).edit(clerk, sam.id, { version: 1, state: 'withdrawn' });
      const [owed] = await test.get(LoanAccessoriesService).owedBy(clerk, sam.id);
      await Promise.all([
        test.get(OpenClearance).handle(withdrawal()),
        test.get(LoanAccessoriesService).takeBack(clerk, owed.id, 'returned'),
      ]);
      expect((await clearances()).items).toMatchObject([{ state: 'cleared', owed: 0 }]);
    });
  });

  it('of somebody who has nothing out is clear from the start', async () => {
    await test.get(EditPersonService).edit(clerk, sam.id, { version: 1, state: 'withdrawn' });
    await test.get(OpenClearance).handle(withdrawal());
    expect((await clearances()).items).toMatchObject([{ state: 'cleared', owed: 0, items: 0 }]);
  });

  it('opened while the device comes back never stays open for it', async () => {
    const { tag } = await given.device(site);
    await scan('out', sam.number);
    await scan('out', tag);
    await test.get(EditPersonService).edit(clerk, sam.id, { version: 1, state: 'withdrawn' });
    await Promise.all([test.get(OpenClearance).handle(withdrawal()), scan('in', tag)]);
    expect((await clearances()).items).toMatchObject([{ state: 'cleared', owed: 0 }]);
  });

  it('is closed with an exception by whoever may, with a reason, once; a late return still shows', async () => {
    const { tag, id } = await leaves();
    const close = (who: Viewer, version: number) =>
      codeOf(test.get(ClearancesService).close(who, id, version, 'Burnt down'));
    expect(await close(clerk, 1)).toBe('clearance.not-found');
    expect(await close(admin, 9)).toBe('clearance.not-open');
    expect(await close(admin, 1)).toBe('none');
    expect(await stateOf(id)).toEqual({ state: 'excepted', lines: ['excepted'], note: 'Burnt down' });
    expect(await close(admin, 2)).toBe('clearance.not-open');
    await scan('in', tag);
    expect(await stateOf(id)).toMatchObject({ state: 'cleared', lines: ['returned'] });
    await scan('in', undo);
    expect(await stateOf(id)).toMatchObject({ state: 'excepted', lines: ['excepted'] });
  });

  it('is late after five school days, and then in the list of what is late', async () => {
    const { id } = await leaves();
    const [{ overdueOn }] = await test.database.database.read.query<{ overdueOn: string }>(
      'SELECT overdue_on AS "overdueOn" FROM clearance WHERE id = $1',
      [id],
    );
    expect(overdueOn > today).toBe(true);
    const late = async () =>
      (await test.get(ClearancesService).list(clerk, { site: [site], overdue: true, limit: 50 })).items.map(
        (row) => row.id,
      );
    expect(await late()).not.toContain(id);
    await test.database.asSuperuser(
      'UPDATE clearance SET due_on = due_on - 30, overdue_on = due_on - 22 WHERE id = $1',
      [id],
    );
    expect(await late()).toContain(id);
    const aged = await test.get(ClearancesService).list(clerk, { olderThan: 31, limit: 50 });
    expect(aged.items.map((row) => row.id)).not.toContain(id);
  });

  it('is cancelled when the person is enrolled again, and a later withdrawal has its own', async () => {
    const { id } = await leaves();
    await test.get(EditPersonService).edit(clerk, sam.id, { version: 2, state: 'active' });
    await test.get(CancelClearance).handle({ personId: sam.id });
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled' });
    await test.get(EditPersonService).edit(clerk, sam.id, { version: 3, state: 'withdrawn' });
    await test.get(OpenClearance).handle(withdrawal());
    // News of the first return to school that comes late cancels nothing: the person has left again.
    await test.get(CancelClearance).handle({ personId: sam.id });
    expect((await clearances()).items.map(({ state }) => state).sort()).toEqual(['cancelled', 'open']);
  });

  it('is seen at its own site only, and each look is written down', async () => {
    const { id } = await leaves();
    const elsewhere = await given.clerk([await given.site()]);
    expect(await codeOf(test.get(ClearancesService).get(elsewhere, id))).toBe('clearance.not-found');
    expect((await clearances(elsewhere)).items).toEqual([]);
    await test.get(ClearancesService).get(clerk, id);
    expect(
      await test.database.asSuperuser(
        `SELECT 1 AS seen FROM access_log WHERE person_id = $1 AND action = 'clearance.viewed' AND account_id = $2`,
        [sam.id, clerk.accountId],
      ),
    ).toEqual([{ seen: 1 }]);
  });
});

describe('a family that nobody is to write to', () => {
  const contact = (who: Viewer, version: number, reason: string | null) =>
    test.get(DoNotContactService).set(who, sam.id, { version, reason });

  it('is marked with a reason, which only those who see contacts read; taken back it is gone', async () => {
    const reader = await given.clerk([site]);
    expect(await codeOf(contact(reader, 1, 'x'))).toBe('person.not-found');
    expect(await contact(clerk, 1, 'The student died')).toMatchObject({ doNotContact: true, version: 2 });
    const { id } = await leaves2();
    expect((await test.get(ClearancesService).get(clerk, id)).person).toMatchObject({ doNotContact: true });
    const logged = await test.database.asSuperuser(
      `SELECT count(*)::int AS n FROM admin_log WHERE subject_id = $1 AND (before::text || after::text) LIKE '%died%'`,
      [sam.id],
    );
    expect(logged).toEqual([{ n: 0 }]);
    expect(await codeOf(contact(clerk, 1, null))).toBe('person.version-conflict');
    expect(await contact(clerk, 3, null)).toMatchObject({ doNotContact: false });
  });

  async function leaves2(): Promise<{ id: string }> {
    await test.get(EditPersonService).edit(clerk, sam.id, { version: 2, state: 'withdrawn' });
    await test.get(OpenClearance).handle(withdrawal());
    return (await clearances()).items[0];
  }
});

it('news of somebody who is not there opens nothing', async () => {
  await test.get(OpenClearance).handle({ personId: newId(), siteId: site, withdrawnOn: today });
  await test.get(OpenClearance).handle({ personId: sam.id, siteId: site, withdrawnOn: today });
  expect((await clearances()).items).toEqual([]);
});
