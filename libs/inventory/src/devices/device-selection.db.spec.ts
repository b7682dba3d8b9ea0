import { newId } from '@app/kernel';
import { DEVICE_SORTS } from './device-filter.js';
import { codeOf, query, viewerOf, useInventory } from '../inventory.test-support.js';

const { test, inventory, given } = useInventory();
let [here, there] = ['', ''];
beforeAll(async () => {
  await given.district();
  [here, there] = [await given.site(), await given.site()];
});

describe('devices for a lib above', () => {
  it('are chosen by a list, by codes and by ids, each in its order, and those of the account alone', async () => {
    const modelId = await given.model();
    const [second, first] = [
      await given.device({ modelId, homeSiteId: here, assetTag: 'SEL-2' }),
      await given.device({ modelId, homeSiteId: here, assetTag: 'SEL-1' }),
    ];
    const foreign = await given.device({ modelId, homeSiteId: there, assetTag: 'SEL-0' });
    const clerk = viewerOf([here], 'device:read');
    const choose = (choice: Parameters<typeof inventory.facade.choose>[1], most = 10) =>
      inventory.facade.choose(clerk, choice, most);
    const nobody = newId();
    expect(await choose({ query: `model=${modelId}` })).toEqual({ ids: [first.id, second.id], missing: [] });
    expect(await choose({ codes: ['sel-2', 'NONE', 'SEL-0', 'SEL-1'] })).toEqual({
      ...{ ids: [second.id, first.id], missing: ['NONE', 'SEL-0'] },
    });
    expect(await choose({ ids: [second.id, nobody, foreign.id, first.id, second.id] })).toEqual({
      ...{ ids: [second.id, first.id], missing: [nobody, foreign.id] },
    });
    // One more than wanted says that there are more.
    expect((await choose({ query: `model=${modelId}` }, 1)).ids).toHaveLength(2);
    expect(await codeOf(choose({ query: 'colour=red' }))).toBe('request.invalid');
  });

  it.each(DEVICE_SORTS)('of a list sorted by %s come as the list shows them', async (sort) => {
    const modelId = await given.model();
    for (const [assetTag, seen] of [
      [`B${sort}`, '2026-03-01'],
      [`D${sort}`, '2026-01-01'],
      [null, '2026-04-01'],
      [`A${sort}`, '2026-02-01'],
      [null, '-infinity'],
      [`C${sort}`, '2026-02-01'],
    ] as const) {
      const { id } = await given.device({
        modelId,
        homeSiteId: here,
        ...(assetTag === null ? { state: 'ordered' } : { assetTag }),
      });
      await test.asSuperuser(
        `SET session_replication_role = replica; UPDATE device SET last_seen_at = '${seen}' WHERE id = '${id}'`,
      );
    }
    const clerk = viewerOf([here], 'device:read');
    const listed = await inventory.list.list(clerk, query({ model: [modelId], sort }));
    const chosen = await inventory.facade.choose(clerk, { query: `model=${modelId}&sort=${sort}` }, 10);
    expect(chosen.ids).toHaveLength(6);
    expect(chosen.ids).toEqual(listed.items.map(({ id }) => id));
  });
});
