import { readFile } from 'node:fs/promises';
import { DEVICE_HEADS } from '@app/kernel';
import { ExportLists, wordsIn } from '@app/platform';
import { testApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
}, 60_000);
afterAll(() => test.close());

/** Tables whose heads stand in their source, by the list that their file is. A unit or a wider column is its own head. */
const TABLES: readonly [list: string, source: string, other?: readonly string[]][] = [
  ['accounts', 'features/admin/users-page'],
  ['access-log', 'features/access-log/access-log-page'],
  ['admin-log', 'features/admin/changes/changes-page'],
  ['tokens', 'features/tokens/tokens-page'],
  ['sites', 'components/site-list'],
  ['rooms', 'features/sites/rooms-block'],
  ['carts', 'features/sites/carts-block'],
  ['people', 'features/people/people-page'],
  // In the file its unit.
  ['models', 'features/admin/models-page', ['cycle']],
  ['log', 'features/log/log-page'],
  ['bulk-items', 'features/bulk/item-table'],
  ['bulk-runs', 'features/bulk/bulk-runs-page'],
  ['look-alikes', 'features/devices/look-alikes-page'],
  ['clearances', 'features/clearances/clearances-page'],
  ['missing-cases', 'features/missing/missing-page'],
  ['reservations', 'features/reservations/reservations-page'],
  // On the page how the loan stands, in the file yes or no.
  ['site-loans', 'features/sites/site-loans-page', ['overdue']],
  ['loans', 'features/loans/loans-page'],
  ['site-students', 'features/sites/site-students-page'],
  ['notices', 'features/notices/notices-page'],
  ['stations', 'features/admin/stations-page'],
  ['imports', 'features/imports/imports-page'],
  ['backups', 'features/admin/backups/backup-runs'],
  ['exports', 'features/exports/export-columns'],
  ['label-runs', 'features/labels/run-history'],
  ['label-items', 'features/labels/run-items'],
  ['label-stock', 'features/labels/stock-page'],
  ['label-printers', 'features/labels/printers-page'],
];

/** `id: 'tag', header: DEVICE_HEADS.tag` as it stands in the source of a table. */
const COLUMN = /\bid: '([\w-]+)',\s*(?:file: \[[^\]]*\],\s*)?(?:header|head): (?:'([^']*)'|DEVICE_HEADS\.(\w+))/g;

it.each(TABLES)('the heads of the file of %s are those of its page', async (name, source, other = []) => {
  const text = await readFile(`apps/web/src/${source}.tsx`, 'utf8');
  const heads = new Map(
    test.app
      .get(ExportLists)
      .find(name)!
      .columns.map(({ key, title }) => [key, wordsIn(title, 'en')]),
  );
  const columns = [...text.matchAll(COLUMN)].map(([, id, said, of]) => ({
    id,
    head: said ?? DEVICE_HEADS[of as keyof typeof DEVICE_HEADS],
  }));
  const same = columns.filter(({ id }) => heads.has(id) && !other.includes(id));
  expect(same.length).toBeGreaterThan(0);
  expect(same).toEqual(same.map(({ id }) => ({ id, head: heads.get(id) })));
});
