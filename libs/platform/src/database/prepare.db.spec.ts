import { randomBytes } from 'node:crypto';
import { migrationPlan, prepare } from '../../../../database/migrate.js';
import { testServer } from '../../../../test/support/test-server.js';
import { Settings } from '../config/index.js';
import type { EmbeddedPostgres } from './embedded/index.js';
import { openDatabase } from './open-database.js';
import { OwnerNeeded, prepareDatabase } from './prepare.js';

let server: EmbeddedPostgres;
let name: string;
let urls: { ownerUrl: string; appUrl: string };

beforeAll(async () => void (server = await testServer()));
beforeEach(async () => {
  name = `cubby_prepare_${randomBytes(4).toString('hex')}`;
  urls = await server.ensureDatabase(name);
});
afterEach(() => server.dropDatabase(name));

describe('an external database', () => {
  it('with two roles is migrated by the owner and used by the other', async () => {
    const target = await openDatabase(Settings.from({ DATABASE_URL: urls.appUrl, DATABASE_OWNER_URL: urls.ownerUrl }));
    expect(target).toMatchObject({ ...urls, appRole: 'cubby_app', embedded: false, server: null });
    expect((await prepare(target))?.migrations).toHaveLength(migrationPlan.migrations.length);
  });

  it('with the owner alone is migrated without grants', async () => {
    const target = await openDatabase(Settings.from({ DATABASE_URL: urls.ownerUrl }));
    expect(target).toMatchObject({ appUrl: urls.ownerUrl, ownerUrl: urls.ownerUrl, appRole: null });
    expect((await prepare(target))?.migrations).toHaveLength(migrationPlan.migrations.length);
  });

  it('with the runtime role alone must be up to date already', async () => {
    const target = await openDatabase(Settings.from({ DATABASE_URL: urls.appUrl }));
    await expect(prepare(target)).rejects.toBeInstanceOf(OwnerNeeded);
    await prepareDatabase({ ownerUrl: urls.ownerUrl, appRole: 'cubby_app' }, migrationPlan);
    expect(await prepare(target)).toBeNull();
  });
});
