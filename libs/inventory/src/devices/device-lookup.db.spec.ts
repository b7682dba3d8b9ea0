import { codeOf, everywhere, query, viewerOf, useInventory } from '../inventory.test-support.js';

const { test, inventory, given } = useInventory();
let [here, there] = ['', ''];
beforeAll(async () => {
  await given.district();
  // As circulation does when it starts.
  inventory.facade.filterBy('overdue', 'EXISTS (SELECT FROM circulation.v_overdue o WHERE o.device_id = d.id)');
  [here, there] = [await given.site(), await given.site()];
});

describe('a pasted list', () => {
  it('finds 48 of 50 and names the two that are missing, in the order of the list', async () => {
    const modelId = await given.model();
    const devices = [];
    for (let i = 0; i < 48; i += 1)
      devices.push(await given.device({ modelId, homeSiteId: here, assetTag: `P-${100 + i}` }));
    const tags = devices.map(({ tag }) => tag!.toLowerCase());
    const codes = [...tags.slice(0, 20), 'NO-SUCH-1', ...tags.slice(20), 'NO-SUCH-2'];
    const found = await inventory.lookups.lookup(everywhere, { codes });
    expect(found).toEqual({ ids: devices.map(({ id }) => id), found: 48, missing: ['NO-SUCH-1', 'NO-SUCH-2'] });
    const rows = await inventory.lookups.rows(everywhere, found.ids.slice(10, 30));
    expect(rows.map(({ id }) => id)).toEqual(found.ids.slice(10, 30));
  });

  it('is narrowed by the filters of the list, and keeps its order', async () => {
    const [late, early] = [
      await given.device({ homeSiteId: here, assetTag: 'Q-2', condition: 'C' }),
      await given.device({ homeSiteId: here, assetTag: 'Q-1', condition: 'C' }),
    ];
    await given.device({ homeSiteId: here, assetTag: 'Q-3', condition: 'B' });
    const codes = ['Q-3', 'Q-2', 'NO-SUCH-3', 'Q-1'];
    const clerk = viewerOf([here], 'device:read');
    expect(await inventory.lookups.lookup(clerk, { codes, query: 'condition=C&stateNot=missing' })).toEqual({
      ...{ ids: [late.id, early.id], found: 3, missing: ['NO-SUCH-3'] },
    });
    expect(await codeOf(inventory.lookups.lookup(clerk, { codes, query: 'colour=red' }))).toBe('request.invalid');
  });

  it('takes serials and former tags, each device once, and none of another site', async () => {
    const mine = await given.device({ homeSiteId: here, assetTag: 'OLD-1', serial: 'SER-1' });
    await inventory.editing.edit(everywhere, mine.id, { version: 1, assetTag: 'NEW-1' });
    const other = await given.device({ homeSiteId: there, assetTag: 'THERE-1' });
    const clerk = viewerOf([here], 'device:read');
    expect(await inventory.lookups.lookup(clerk, { codes: ['old-1', 'SER-1', 'NEW-1', 'THERE-1'] })).toEqual({
      ...{ ids: [mine.id], found: 1, missing: ['THERE-1'] },
    });
    expect(await inventory.lookups.rows(clerk, [other.id, mine.id])).toMatchObject([{ id: mine.id }]);
  });
});

describe('quick filters', () => {
  it('lists the loaner pool, what is past support and what is overdue', async () => {
    const [oldModel, newModel] = [await given.model(), await given.model()];
    await test.asSuperuser(`UPDATE model SET support_ends_on = '2020-06-30' WHERE id = $1`, [oldModel]);
    await test.asSuperuser(`UPDATE model SET support_ends_on = '2199-06-30' WHERE id = $1`, [newModel]);
    const past = await given.device({ modelId: oldModel, homeSiteId: there, loanerPool: true });
    const fresh = await given.device({ modelId: newModel, homeSiteId: there });
    const ids = async (facts: object): Promise<string[]> =>
      (await inventory.list.list(everywhere, query({ site: [there], ...facts }))).items.map(({ id }) => id);
    expect(await ids({ loanerPool: true })).toEqual([past.id]);
    expect(await ids({ loanerPool: false })).toContain(fresh.id);
    expect(await ids({ support: ['past'] })).toEqual([past.id]);
    expect(await ids({ support: ['past'], model: [newModel], state: ['in-stock'] })).toEqual([]);
    expect(await inventory.list.countOf(everywhere, query({ loanerPool: true }))).toBe(1);
    const person = await given.person({ siteId: there });
    const [{ seq }] = await given.checkedOut(fresh.id, person.id);
    const loan = (due: string): Promise<unknown> =>
      test.database.transaction((tx) =>
        tx.query('SELECT circulation_open_loan($1::jsonb)', [
          JSON.stringify({
            ...{ deviceId: fresh.id, seq, loanedAt: '2026-01-05T17:00:00Z', personId: person.id, type: 'daily' },
            ...{ siteId: there, dueOn: due },
          }),
        ]),
      );
    await loan('2026-01-06');
    expect(await ids({ overdue: true })).toEqual([fresh.id]);
    expect(await ids({ overdue: false })).not.toContain(fresh.id);
    expect(await inventory.list.countOf(everywhere, query({ overdue: true }))).toBe(1);
    await test.asSuperuser(`UPDATE loan SET due_on = '2199-01-01' WHERE device_id = $1`, [fresh.id]);
    expect(await ids({ overdue: true })).toEqual([]);
  });
});
