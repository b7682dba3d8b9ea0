import { newId } from '@app/kernel';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Inventory } from '../inventory.test-support.js';
import { codeOf, everywhere, inventoryOn, viewerOf } from '../inventory.test-support.js';
import { ModelsQuery } from './model.dto.js';

let test: TestDatabase;
let inventory: Inventory;
beforeAll(async () => {
  test = await testDatabase();
  inventory = inventoryOn(test);
});
afterAll(() => test.close());

const FULL = {
  maker: 'Lenovo',
  name: '300e Gen 4',
  deviceClass: 'chromebook',
  supportEndsOn: '2031-06-30',
  supportSource: 'support.google.com',
  cycleYears: 4,
  unitCostCents: 28_900,
  supportTier: 'full',
  standard: true,
};

describe('models', () => {
  it('keep every field of the standards list, and empty one on request', async () => {
    const made = await inventory.models.create(everywhere, FULL);
    expect(made).toEqual({ id: made.id, version: 1, ...FULL });
    const edited = await inventory.models.edit(everywhere, made.id, {
      version: 1,
      supportEndsOn: null,
      unitCostCents: 0,
      standard: false,
    });
    expect(edited).toEqual({ ...made, version: 2, supportEndsOn: null, unitCostCents: 0, standard: false });
    expect(await inventory.models.get(made.id)).toEqual(edited);
    const entries = await test.asSuperuser(
      `SELECT action, before ->> 'supportEndsOn' AS before, after ->> 'unitCostCents' AS cost FROM admin_log
       WHERE subject_kind = 'model' AND subject_id = $1 ORDER BY id`,
      [made.id],
    );
    expect(entries).toEqual([
      { action: 'model.created', before: null, cost: '28900' },
      { action: 'model.edited', before: '2031-06-30', cost: '0' },
    ]);
  });

  it('are changed by one of several who started from the same version', async () => {
    const { id } = await inventory.models.create(everywhere, { maker: 'HP', name: 'Fortis', deviceClass: 'laptop' });
    const edit = (cycleYears: number) => codeOf(inventory.models.edit(everywhere, id, { version: 1, cycleYears }));
    const answers = await Promise.all([edit(3), edit(4), edit(5)]);
    expect(answers.sort()).toEqual(['model.version-conflict', 'model.version-conflict', 'none']);
    expect(await codeOf(inventory.models.edit(everywhere, newId(), { version: 1 }))).toBe('model.not-found');
  });

  it('have a name of their own for each maker, whatever the spelling', async () => {
    await inventory.models.create(everywhere, { maker: 'Acer', name: 'C734', deviceClass: 'chromebook' });
    const again = { maker: 'ACER', name: 'c734', deviceClass: 'chromebook' };
    expect(await codeOf(inventory.models.create(everywhere, again))).toBe('model.name-taken');
    const other = await inventory.models.create(everywhere, { ...again, name: 'C735' });
    expect(await codeOf(inventory.models.edit(everywhere, other.id, { version: 1, name: 'C734' }))).toBe(
      'model.name-taken',
    );
  });

  it('belong to no site: a permission at one does not reach them', async () => {
    const { id } = await inventory.models.create(everywhere, { ...FULL, name: 'Duet' });
    const local = viewerOf([newId()], 'model:edit');
    expect(await codeOf(inventory.models.create(local, { ...FULL, name: 'Own' }))).toBe('access.district-wide-only');
    expect(await codeOf(inventory.models.edit(local, id, { version: 1 }))).toBe('access.district-wide-only');
  });

  it('are found by words of maker and name, by class and by standing, page by page', async () => {
    for (const name of ['Zeta 1', 'Zeta 2', 'Zeta 3'])
      await inventory.models.create(everywhere, {
        maker: 'Dell',
        name,
        deviceClass: 'tablet',
        standard: name !== 'Zeta 2',
      });
    const list = async (facts: Partial<ModelsQuery>) =>
      inventory.models.list(Object.assign(new ModelsQuery(), { limit: 2 }, facts));
    const first = await list({ q: 'zeta dell' });
    expect(first.items.map(({ name }) => name)).toEqual(['Zeta 1', 'Zeta 2']);
    const second = await list({ q: 'zeta dell', after: first.next! });
    expect(second).toMatchObject({ items: [{ name: 'Zeta 3' }], next: null });
    expect((await list({ deviceClass: ['tablet'], standard: false })).items.map(({ name }) => name)).toEqual([
      'Zeta 2',
    ]);
    expect((await list({ q: '%' })).items).toEqual([]);
  });
});
