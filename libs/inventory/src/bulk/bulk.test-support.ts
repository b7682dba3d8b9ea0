import type { Viewer } from '@app/platform';
import { JobRegistry, Jobs } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { inventoryOn } from '../inventory.test-support.js';
import { BulkChunk } from './bulk-chunk.js';
import { BulkPlanner } from './bulk-planner.js';
import { BulkService } from './bulk.service.js';
import { BulkUndoChunk } from './bulk-undo-chunk.js';
import { BulkViewService } from './bulk-view.service.js';
import { BulkWorker } from './bulk-worker.js';

/** The services of bulk changes on a test's database; the worker acts as `viewer` says at that time. */
export function bulkOn(test: TestDatabase, rightsNow: () => Viewer) {
  const { database } = test;
  const { parts } = inventoryOn(test);
  const jobs = new Jobs(database);
  const identity = { viewerOf: () => Promise.resolve(rightsNow()) } as never;
  const chunks = new BulkChunk(database, parts.sites, parts.moves);
  return {
    planner: new BulkPlanner(database, parts.sites, parts.funding, parts.filters, parts.moves),
    runs: new BulkService(database, jobs),
    views: new BulkViewService(database),
    worker: new BulkWorker(database, identity, chunks, new BulkUndoChunk(database), jobs, new JobRegistry()),
  };
}

/** An account behind a viewer: a run belongs to one. */
export const withAccount = async (test: TestDatabase, viewer: Viewer): Promise<Viewer> => {
  await test.asSuperuser(`INSERT INTO account (id, email, display_name) VALUES ($1, $2, 'Test')`, [
    viewer.accountId,
    `${viewer.accountId}@test.example`,
  ]);
  return viewer;
};

/** Many devices at once, in stock at a site. */
export async function manyDevices(
  test: TestDatabase,
  { count, modelId, siteId, prefix }: { count: number; modelId: string; siteId: string; prefix: string },
): Promise<string[]> {
  const rows = await test.database.transaction(async (tx) => {
    const made = await tx.query<{ id: string }>(
      'INSERT INTO device (model_id) SELECT $1 FROM generate_series(1, $2::integer) RETURNING id',
      [modelId, count],
    );
    await tx.query('SELECT inventory_record_events($1::jsonb)', [
      JSON.stringify(
        made.map(({ id }, index) => ({
          ...{ deviceId: id, type: 'registered', source: 'test' },
          after: {
            ...{ asset_tag: `${prefix}-${10_000 + index}`, state: 'in-stock', custody: 'none', condition: 'B' },
            ...{ home_site_id: siteId, location_site_id: siteId, mdm_status: 'unknown' },
          },
        })),
      ),
    ]);
    return made;
  });
  return rows.map(({ id }) => id).sort();
}
