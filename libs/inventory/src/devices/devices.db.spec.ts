import { newId } from '@app/kernel';
import { Viewer } from '@app/platform';
import { ReplaceCodeService } from './replace-code.service.js';
import type { Given } from '../inventory.test-support.js';
import { codeOf, everywhere, query, viewerOf, useInventory } from '../inventory.test-support.js';

const { test, inventory, given } = useInventory();
beforeAll(async () => {
  await given.district();
});

const register = (facts: Parameters<Given['device']>[0]) => given.device(facts);

describe('registration', () => {
  it('makes summary, codes and first entry from one request', async () => {
    const homeSiteId = await given.site();
    const source = await inventory.funding.createSource({ code: 'MEASURE-J', name: 'Measure J' });
    const device = await register({
      ...{ homeSiteId, assetTag: ' CB-00417', serial: '5cd1', costCents: 28_900, purchasedOn: '2026-08-01' },
      funding: [{ sourceId: source.id, basisPoints: 10_000 }],
    });
    expect(device).toMatchObject({
      ...{
        serial: '5cd1',
        state: 'in-stock',
        condition: 'A',
        custody: 'none',
        mdmStatus: 'unknown',
        version: 1,
        lastSeq: 1,
      },
      ...{ costCents: 28_900, purchasedOn: '2026-08-01', holder: null, holds: [] },
      identifiers: [
        { kind: 'tag', value: ' CB-00417' },
        { kind: 'serial', value: '5cd1' },
      ],
      funding: { lines: [{ code: 'MEASURE-J', basisPoints: 10_000 }] },
    });
    expect(device.homeSite.id).toBe(homeSiteId);
    expect(device.locationSite.id).toBe(homeSiteId);
  });

  it('rolls the device back when its entry is refused', async () => {
    const { tag } = await register({});
    const before = await test.database.read.query('SELECT count(*) AS n FROM device');
    expect(await codeOf(register({ assetTag: tag! }))).toBe('device.tag-taken');
    expect(await test.database.read.query('SELECT count(*) AS n FROM device')).toEqual(before);
  });

  it('never gives a tag twice: in other spelling, former, or of a void device', async () => {
    const device = await register({ assetTag: 'BURN-1' });
    await inventory.editing.edit(everywhere, device.id, { version: 1, assetTag: 'BURN-2' });
    const created = await register({ assetTag: 'BURN-3' });
    await inventory.states.change(everywhere, created.id, { to: 'void', reason: 'created-in-error' });
    for (const tag of ['burn-1', 'BURN-2', 'BURN-3'])
      expect(await codeOf(register({ assetTag: tag }))).toBe('device.tag-taken');
  });

  it('gives a tag to one of two that ask at once', async () => {
    const [modelId, homeSiteId] = [await given.model(), await given.site()];
    const codes = await Promise.all(
      [1, 2, 3, 4].map(() => codeOf(register({ modelId, homeSiteId, assetTag: 'RACE-1' }))),
    );
    expect(codes.filter((code) => code === 'none')).toHaveLength(1);
    expect(codes.filter((code) => code === 'device.tag-taken')).toHaveLength(3);
  });

  it('keeps serials apart by maker', async () => {
    const [acer, acerToo, dell] = [await given.model(), await given.model(), await given.model('Latitude', 'Dell')];
    await register({ modelId: acer, serial: 'SN-1' });
    expect(await codeOf(register({ modelId: acerToo, serial: 'sn-1' }))).toBe('device.serial-taken');
    expect(await codeOf(register({ modelId: dell, serial: 'SN-1' }))).toBe('none');
  });

  it.each([
    ['a command as a tag', { assetTag: 'CMD-UNDO' }, 'device.code-reserved'],
    ['a tag that is too short', { assetTag: 'T1' }, 'device.code-reserved'],
    ['a serial with accents', { serial: 'SÉRIE-1' }, 'device.code-reserved'],
    ['no tag in stock', { assetTag: undefined }, 'device.evidence-missing'],
    ['an unknown model', { modelId: '01980000-0000-7000-8000-000000000001' }, 'device.reference-unknown'],
    [
      'a split of 99 %',
      { funding: [{ sourceId: '01980000-0000-7000-8000-000000000001', basisPoints: 9_900 }] },
      'funding.split-invalid',
    ],
    [
      'an unknown source',
      { funding: [{ sourceId: '01980000-0000-7000-8000-000000000001', basisPoints: 10_000 }] },
      'device.reference-unknown',
    ],
    [
      'a room that is not there',
      { locationRoomId: '01980000-0000-7000-8000-000000000001' },
      'device.reference-unknown',
    ],
  ])('refuses %s', async (_name, facts, code) => {
    expect(await codeOf(register(facts))).toBe(code);
  });

  it('takes an order without any code', async () => {
    expect(await register({ assetTag: undefined, state: 'ordered' })).toMatchObject({
      tag: null,
      serial: null,
      state: 'ordered',
    });
  });

  it('refuses a site outside the permission', async () => {
    const viewer = viewerOf([await given.site()], 'device:register', 'device:read');
    const request = { modelId: await given.model(), homeSiteId: await given.site(), assetTag: 'ELSEWHERE-1' };
    expect(await codeOf(inventory.registering.register(viewer, request))).toBe('site.not-found');
  });
});

describe('a tag that the desk would read as something else', () => {
  it('is refused with the reason wherever a device gets one', async () => {
    const homeSiteId = await given.site();
    const person = await given.person({ siteId: homeSiteId });
    const [{ number }] = await test.database.read.query<{ number: string }>('SELECT number FROM person WHERE id = $1', [
      person.id,
    ]);
    const [{ code: room }] = (await test.asSuperuser(
      `INSERT INTO room (site_id, code, name) VALUES ($1, 'LIB-77', 'Library') RETURNING code`,
      [homeSiteId],
    )) as { code: string }[];
    const device = await register({ homeSiteId, assetTag: 'OWN-1' });
    for (const [tag, words] of [
      [number, /person/],
      [room.toLowerCase(), /room/],
      ['SUP-X1', /supervisor/],
      ['LOT-1', /eWaste lot/],
      ['r-12', /repair ticket/],
    ] as const) {
      const refusal = (field: string) => ({
        code: 'device.code-reserved',
        details: { errors: [{ field, message: expect.stringMatching(words) as string }] },
      });
      await expect(register({ homeSiteId, assetTag: tag })).rejects.toMatchObject(refusal('assetTag'));
      await expect(inventory.editing.edit(everywhere, device.id, { version: 1, assetTag: tag })).rejects.toMatchObject(
        refusal('assetTag'),
      );
      const replacing = { version: 1, kind: 'tag' as const, value: tag, reason: 'label-lost' };
      await expect(
        new ReplaceCodeService(test.database, null as never, null as never).replace(everywhere, device.id, replacing),
      ).rejects.toMatchObject(refusal('value'));
    }
    expect(await codeOf(register({ serial: number, assetTag: 'OWN-2' }))).toBe('none');
  });
});

describe('editing', () => {
  it('changes facts in place and codes, room and condition by entries', async () => {
    const homeSiteId = await given.site();
    const roomId = await given.room(homeSiteId);
    const { id } = await register({ homeSiteId, assetTag: 'EDIT-1' });
    const request = {
      version: 1,
      assetTag: 'EDIT-2',
      locationRoomId: roomId,
      condition: 'C' as const,
      vendor: 'CDW',
      costCents: null,
    };
    const device = await inventory.editing.edit(everywhere, id, request);
    expect(device).toMatchObject({
      tag: 'EDIT-2',
      condition: 'C',
      vendor: 'CDW',
      costCents: null,
      version: 2,
      lastSeq: 4,
    });
    expect(device.room?.id).toBe(roomId);
    expect(device.identifiers).toEqual([
      { kind: 'tag', value: 'EDIT-2' },
      { kind: 'former-tag', value: 'EDIT-1' },
    ]);
    const { items } = await inventory.timeline.page(everywhere, id, { limit: 10 });
    expect(items.map(({ type }) => type)).toEqual(['condition-reported', 'moved', 'identifier-changed', 'registered']);
  });

  it('E23: what restricted money bought leaves its program with a reason, which the ledger has', async () => {
    const { id } = await register({ program: 'Title I reading' });
    const [source] = await test.asSuperuser(
      `INSERT INTO funding_source (code, name, kind) VALUES ('T1', 'Title I', 'federal') RETURNING id`,
    );
    const funding = [{ sourceId: source.id as string, basisPoints: 10_000 }];
    const bought = await inventory.editing.edit(everywhere, id, { version: 1, funding });
    expect(bought).toMatchObject({ restrictedFunding: 'Title I', program: 'Title I reading', lastSeq: 1 });
    const elsewhere = { version: 2, program: 'After school', vendor: 'CDW' };
    expect(await codeOf(inventory.editing.edit(everywhere, id, elsewhere))).toBe('device.transfer-reason-needed');
    expect({ ...(await inventory.details.get(everywhere, id)), tagWarning: null }).toEqual(bought);
    const staying = { version: 2, program: 'Title I reading', vendor: 'CDW' };
    expect(await inventory.editing.edit(everywhere, id, staying)).toMatchObject({ vendor: 'CDW', lastSeq: 1 });
    const moved = { version: 3, program: null, transferReason: 'not-needed' } as const;
    expect(await inventory.editing.edit(everywhere, id, moved)).toMatchObject({ program: null, lastSeq: 2 });
    const { items } = await inventory.timeline.page(everywhere, id, { limit: 1 });
    expect(items[0]).toMatchObject({
      type: 'edited',
      evidence: {
        ...{ before: { program: 'Title I reading' }, after: { program: null } },
        transferReason: 'not-needed',
      },
    });
  });

  it('E23 holds for its money too: taken off the record first, it would not be missed', async () => {
    const { id } = await register({ program: 'Title III' });
    const [source] = await test.asSuperuser(
      `INSERT INTO funding_source (code, name, kind) VALUES ('T3', 'Title III', 'federal') RETURNING id`,
    );
    const funding = [{ sourceId: source.id as string, basisPoints: 10_000 }];
    await inventory.editing.edit(everywhere, id, { version: 1, funding });
    const without = { version: 2, funding: null };
    expect(await codeOf(inventory.editing.edit(everywhere, id, without))).toBe('device.transfer-reason-needed');
    expect(await inventory.editing.edit(everywhere, id, { version: 2, funding })).toMatchObject({ lastSeq: 1 });
    const reasoned = { version: 3, funding: null, transferReason: 'recorded-wrongly' } as const;
    expect(await inventory.editing.edit(everywhere, id, reasoned)).toMatchObject({ funding: null, lastSeq: 2 });
    const { items } = await inventory.timeline.page(everywhere, id, { limit: 1 });
    expect(items[0]).toMatchObject({
      type: 'edited',
      evidence: { after: { fundingSplitId: null }, transferReason: 'recorded-wrongly' },
    });
  });

  it('writes no entry for what stays as it is', async () => {
    const { id, tag } = await register({});
    expect(await inventory.editing.edit(everywhere, id, { version: 1, assetTag: tag!, condition: 'A' })).toMatchObject({
      ...{ version: 2, lastSeq: 1 },
    });
  });

  it('refuses an old version, and the tag of another, and leaves everything as it was', async () => {
    const { id } = await register({});
    const other = await register({});
    expect(await codeOf(inventory.editing.edit(everywhere, id, { version: 2, vendor: 'X' }))).toBe(
      'device.version-conflict',
    );
    const both = { version: 1, vendor: 'X', assetTag: other.tag! };
    expect(await codeOf(inventory.editing.edit(everywhere, id, both))).toBe('device.tag-taken');
    expect(await inventory.details.get(everywhere, id)).toMatchObject({ vendor: null, version: 1, lastSeq: 1 });
  });

  it('refuses a room of another site and a model of another maker while there is a serial', async () => {
    const { id } = await register({ serial: 'MAKER-1' });
    const room = await given.room(await given.site());
    expect(await codeOf(inventory.editing.edit(everywhere, id, { version: 1, locationRoomId: room }))).toBe(
      'device.reference-unknown',
    );
    const modelId = await given.model('Other', 'Dell');
    expect(await codeOf(inventory.editing.edit(everywhere, id, { version: 1, modelId }))).toBe(
      'device.reference-unknown',
    );
  });
});

describe('scope', () => {
  it('shows a device at its home and at its location, and nowhere else', async () => {
    const [home, here, other] = [await given.site(), await given.site(), await given.site()];
    const { id, tag } = await register({ homeSiteId: home, locationSiteId: here });
    const look = (site: string): Promise<string> => codeOf(inventory.details.get(viewerOf([site], 'device:read'), id));
    expect([await look(home), await look(here), await look(other)]).toEqual(['none', 'none', 'device.not-found']);
    const stranger = viewerOf([other], 'device:read', 'device:edit', 'device:change-state', 'device:clear-hold');
    expect(await codeOf(inventory.timeline.page(stranger, id, { limit: 10 }))).toBe('device.not-found');
    expect(await codeOf(inventory.details.byTag(stranger, tag!))).toBe('device.not-found');
    expect(await codeOf(inventory.editing.edit(stranger, id, { version: 1, vendor: 'X' }))).toBe('device.not-found');
    expect(await codeOf(inventory.states.change(stranger, id, { to: 'retired', reason: 'cycle' }))).toBe(
      'device.not-found',
    );
    expect(await codeOf(inventory.holds.clear(stranger, id, { hold: 'damaged', reason: 'repaired' }))).toBe(
      'device.not-found',
    );
    expect((await inventory.list.list(stranger, query())).items).toEqual([]);
    expect(await inventory.searching.search(stranger, { q: tag!, limit: 5 })).toEqual([]);
  });

  it('names the holder to whoever may see the person, else shows initials', async () => {
    const [here, away] = [await given.site(), await given.site('AWAY')];
    const { id } = await register({ homeSiteId: here });
    const person = await given.person({ name: 'Zoë Ávila', siteId: away });
    await given.checkedOut(id, person.id);
    const holder = async (peopleOf: string) => {
      const grants = { 'device:read': [here], 'person:read': [peopleOf] };
      return (await inventory.details.get(new Viewer(newId(), 'test', new Map(Object.entries(grants))), id)).holder;
    };
    expect(await holder(here)).toEqual({ kind: 'person', id: null, display: 'Z. Á.', siteCode: 'AWAY', foreign: true });
    expect(await holder(away)).toMatchObject({ id: person.id, display: 'Zoë Ávila', foreign: false });
    const clerk = viewerOf([here], 'device:read', 'person:read');
    expect((await inventory.timeline.page(clerk, id, { limit: 5 })).people).toMatchObject([
      { display: 'Z. Á.', foreign: true },
    ]);
  });

  it('resolves a label by any code of the device', async () => {
    const { id } = await register({ assetTag: 'LABEL-1', serial: 'LABELSN' });
    await inventory.editing.edit(everywhere, id, { version: 1, assetTag: 'LABEL-2' });
    for (const code of ['label-2', 'LABEL-1', ' labelsn '])
      expect((await inventory.details.byTag(everywhere, code)).id).toBe(id);
    expect(await codeOf(inventory.details.byTag(everywhere, 'LABEL'))).toBe('device.not-found');
  });
});
