import type { Viewer } from '@app/platform';
import { codeOf, viewerOf, useInventory } from '../inventory.test-support.js';

const { test, inventory, given } = useInventory();
let [here, there] = ['', ''];
beforeAll(async () => {
  [here, there] = [await given.site(), await given.site()];
});

/** With an account behind it: a view belongs to one. */
async function account(scope: 'all' | string[], ...permissions: string[]): Promise<Viewer> {
  const viewer = viewerOf(scope, 'device:read', ...permissions);
  await test.asSuperuser(`INSERT INTO account (id, email, display_name) VALUES ($1, $2, 'Test')`, [
    viewer.accountId,
    `${viewer.accountId}@test.example`,
  ]);
  return viewer;
}
const names = async (viewer: Viewer): Promise<string[]> => (await inventory.views.list(viewer)).map(({ name }) => name);

it('keeps views for oneself, for a site and for the district', async () => {
  const sharer = await account([here], 'view:share');
  const neighbour = await account([there]);
  const admin = await account('all', 'view:share');
  await inventory.views.save(sharer, { name: 'Mine', scope: 'personal', query: 'state=missing' });
  await inventory.views.save(sharer, { name: 'Ours', scope: 'site', siteId: here, query: 'state=missing' });
  await inventory.views.save(admin, { name: 'All of us', scope: 'district', query: 'cols=tag,model' });
  expect(await names(sharer)).toEqual(['Mine', 'Ours', 'All of us']);
  expect(await names(neighbour)).toEqual(['All of us']);
  expect(await names(admin)).toEqual(['Ours', 'All of us']);
  const shared = { name: 'X', query: 'sort=tag' };
  expect(await codeOf(inventory.views.save(neighbour, { ...shared, scope: 'site', siteId: there }))).toBe(
    'view.not-permitted',
  );
  expect(await codeOf(inventory.views.save(sharer, { ...shared, scope: 'site', siteId: there }))).toBe(
    'view.not-permitted',
  );
  expect(await codeOf(inventory.views.save(sharer, { ...shared, scope: 'district' }))).toBe('view.not-permitted');
  expect(await codeOf(inventory.views.save(admin, { ...shared, name: 'ALL of us', scope: 'district' }))).toBe(
    'view.name-taken',
  );
});

it('changes by version, and only by whoever may keep it', async () => {
  const owner = await account([here]);
  const other = await account('all');
  const view = await inventory.views.save(owner, { name: 'Mine', scope: 'personal', query: 'state=missing' });
  expect(await codeOf(inventory.views.edit(other, view.id, { version: 1, name: 'Theirs' }))).toBe('view.not-found');
  expect(await inventory.views.edit(owner, view.id, { version: 1, query: 'state=lost' })).toMatchObject({
    ...{ name: 'Mine', query: 'state=lost', version: 2 },
  });
  expect(await codeOf(inventory.views.edit(owner, view.id, { version: 1 }))).toBe('view.version-conflict');
  const [ours] = (await inventory.views.list(other)).filter(({ scope }) => scope === 'district');
  expect(ours.mayEdit).toBe(false);
  expect(await codeOf(inventory.views.remove(other, ours.id))).toBe('view.not-permitted');
  await inventory.views.remove(owner, view.id);
  expect(await codeOf(inventory.views.remove(owner, view.id))).toBe('view.not-found');
});
