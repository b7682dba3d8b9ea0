import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { Viewer } from '@app/platform';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Importer } from '../exchange.facade.js';
import type { ImportKind } from './import-kinds.js';
import type { ImportRun } from './import-run.js';

/** An empty district with two open sites and a closed one, a room, and a model. */
export interface Given {
  test: TestDatabase;
  importer: Importer;
  viewer: Viewer;
  accountId: string;
  /** Its `DATA_DIR`. */
  folder: string;
  close(): Promise<void>;
}

/** What the steps log is looked at by nobody here. */
Logger.overrideLogger(false);

export async function givenDistrict(): Promise<Given> {
  const test = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'cubby-import-'));
  await test.asSuperuser(`INSERT INTO district (name, time_zone) VALUES ('Orchard Unified', 'America/Los_Angeles')`);
  await test.asSuperuser(`INSERT INTO site (code, name, kind, active) VALUES
    ('LHS', 'Laurel High', 'high', true), ('WMS', 'Willow Middle', 'middle', true), ('OLD', 'Old Annex', 'office', false)`);
  await test.asSuperuser(
    `INSERT INTO room (site_id, code, name) SELECT id, 'LHS-12', 'Room 12' FROM site WHERE code = 'LHS'`,
  );
  await test.asSuperuser(
    `INSERT INTO model (maker, name, device_class) VALUES ('HP', 'Chromebook 11 G9', 'chromebook')`,
  );
  const [account] = await test.asSuperuser(
    `INSERT INTO account (email, display_name) VALUES ('ada@example.org', 'Ada') RETURNING id`,
  );
  const accountId = account.id as string;
  return {
    test,
    importer: new Importer(test.database, { DATA_DIR: folder }),
    viewer: new Viewer(accountId, 'Ada', new Map([['import:run', 'all' as const]])),
    accountId,
    folder,
    close: async () => {
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lines to a file, through upload and dry run. */
export async function dryRun(
  given: Given,
  kind: ImportKind,
  lines: string | readonly string[],
  options: Partial<ImportRun['options']> = {},
): Promise<ImportRun> {
  const { importer, viewer } = given;
  const file = Buffer.from(typeof lines === 'string' ? lines : `${lines.join('\n')}\n`);
  const run = await importer.upload(viewer, kind, { fileName: 'file.csv', stream: Readable.from([file]) });
  const mapped = Object.keys(options).length > 0 ? await importer.map(run, [], options) : run;
  return importer.dryRun(viewer, mapped.id);
}

export async function importFile(
  given: Given,
  kind: ImportKind,
  lines: string | readonly string[],
  options: Partial<ImportRun['options']> = {},
): Promise<ImportRun> {
  const { id, state, failure } = await dryRun(given, kind, lines, options);
  if (state !== 'checked') throw new Error(`dry run ${state}: ${JSON.stringify(failure)}`);
  return given.importer.run(given.viewer, id, ['many-changes', 'withdrawals']);
}

/** What the run says in four numbers: created, changed, unchanged, refused. */
export const numbersOf = (run: ImportRun): number[] => {
  const counts = run.result ?? run.predicted;
  return counts ? [counts.create, counts.change, counts.unchanged, counts.refuse] : [];
};

const BUSINESS_TABLES = [
  'person',
  'person_site',
  'person_identifier',
  'guardian',
  'person_agreement',
  'device',
  'device_event',
  'device_identifier',
  'loan',
  'model',
  'funding_source',
];

/** Row counts and versions of every business table: equal exactly when nothing was written. */
export async function stampOf({ test }: Given): Promise<unknown[]> {
  const parts = BUSINESS_TABLES.map(
    (table) =>
      `SELECT '${table}' AS name, count(*)::int AS n, md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) AS stamp FROM ${table}`,
  );
  return test.asSuperuser(parts.join(' UNION ALL '));
}
