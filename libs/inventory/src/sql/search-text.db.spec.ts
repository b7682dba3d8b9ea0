import { newId } from '@app/kernel';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { everywhere, givenOn, inventoryOn } from '../inventory.test-support.js';
import { recordEvents } from '../ledger/ledger.js';

let test: TestDatabase;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());

it('does not read every code for each device of the first import', async () => {
  const given = givenOn(test, inventoryOn(test));
  const [modelId, siteId] = [await given.model(), await given.site()];
  await test.asSuperuser('VACUUM device_identifier');
  const reads = await test.database.transaction(async (tx) => {
    for (let n = 0; n < 20; n += 1) {
      const deviceId = newId();
      await tx.execute('INSERT INTO device (id, model_id) VALUES ($1, $2)', [deviceId, modelId]);
      const after = { asset_tag: `T-${n}`, state: 'in-stock', custody: 'none', home_site_id: siteId };
      const facts = { location_site_id: siteId, condition: 'B', mdm_status: 'unknown' };
      await recordEvents(tx, everywhere, 'test', [{ deviceId, type: 'registered', after: { ...after, ...facts } }]);
    }
    return tx.query(`SELECT seq_scan::int AS scans FROM pg_stat_xact_user_tables WHERE relname = 'device_identifier'`);
  });
  expect(reads).toEqual([{ scans: 0 }]);
});
