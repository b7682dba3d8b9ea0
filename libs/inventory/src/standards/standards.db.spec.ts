import { SitesFacade } from '@app/directory';
import { AdminLog } from '@app/identity';
import { newId } from '@app/kernel';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Inventory } from '../inventory.test-support.js';
import { codeOf, everywhere, givenOn, inventoryOn, viewerOf } from '../inventory.test-support.js';
import { StandardsService } from './standards.service.js';

let test: TestDatabase;
let inventory: Inventory;
let standards: StandardsService;
beforeAll(async () => {
  test = await testDatabase();
  inventory = inventoryOn(test);
  await givenOn(test, inventory).district();
  const district = {
    district: () => Promise.resolve({ name: 'Test USD', today: '2026-11-26' }),
  } as unknown as SitesFacade;
  standards = new StandardsService(test.database, district, new AdminLog());
});
afterAll(() => test.close());

const DECISION = {
  decision: 'not-approved' as const,
  decidedOn: '2026-03-01',
  decidedBy: 'Technology committee',
  note: 'Too heavy',
};

describe('the published list', () => {
  it('has peripherals and assistive technology, and the newest decision of each model', async () => {
    const { id } = await inventory.models.create(everywhere, {
      maker: 'Tobii',
      name: 'PCEye',
      deviceClass: 'assistive-technology',
      supportTier: 'limited',
    });
    await inventory.models.create(everywhere, { maker: 'Logitech', name: 'Pen', deviceClass: 'peripheral' });
    await standards.decide(everywhere, id, DECISION);
    await standards.decide(everywhere, id, { ...DECISION, decision: 'approved', decidedOn: '2026-05-01' });
    await standards.decide(everywhere, id, { ...DECISION, decidedOn: '2026-04-01' });
    const { items } = await standards.published();
    expect(items).toMatchObject([
      {
        maker: 'Tobii',
        deviceClass: 'assistive-technology',
        supportTier: 'limited',
        decision: 'approved',
        decidedOn: '2026-05-01',
      },
      { maker: 'Logitech', deviceClass: 'peripheral', decision: null },
    ]);
    expect(Object.keys(items[0])).not.toContain('unitCostCents');
    const days = (await standards.decisions(id)).map(({ decidedOn }) => decidedOn);
    expect(days).toEqual(['2026-05-01', '2026-04-01', '2026-03-01']);
  });

  it('is for everybody only where the district says so, from the day on', async () => {
    expect(await codeOf(standards.publishedToAll())).toBe('standards.not-public');
    await test.asSuperuser(
      `UPDATE policy_standards SET audience = 'public', effective = daterange(current_date + 2, NULL)`,
    );
    expect(await codeOf(standards.publishedToAll())).toBe('standards.not-public');
    await test.asSuperuser(`UPDATE policy_standards SET effective = daterange(current_date - 2, NULL)`);
    expect(await codeOf(standards.publishedToAll())).toBe('none');
  });
});

describe('a decision', () => {
  it('is of a model that exists, made already, by whoever edits the list everywhere; and it stays', async () => {
    const { id } = await inventory.models.create(everywhere, { maker: 'Acer', name: 'C1', deviceClass: 'chromebook' });
    expect(await codeOf(standards.decide(everywhere, newId(), DECISION))).toBe('model.not-found');
    expect(await codeOf(standards.decide(everywhere, id, { ...DECISION, decidedOn: '2999-01-01' }))).toBe(
      'model.decision-ahead',
    );
    await expect(async () => standards.decide(viewerOf([newId()], 'model:edit'), id, DECISION)).rejects.toMatchObject({
      code: 'access.district-wide-only',
    });
    const made = await standards.decide(everywhere, id, DECISION);
    const change = (sql: string) => codeOf(test.database.transaction((tx) => tx.execute(sql, [made.id])));
    expect(await change(`UPDATE model_decision SET decision = 'approved' WHERE id = $1`)).not.toBe('none');
    expect(await change(`DELETE FROM model_decision WHERE id = $1`)).not.toBe('none');
    const [entry] = await test.asSuperuser(
      `SELECT after FROM admin_log WHERE action = 'model.decided' AND subject_id = $1`,
      [id],
    );
    expect(entry).toMatchObject({ after: { maker: 'Acer', decision: 'not-approved', note: 'Too heavy' } });
  });
});
