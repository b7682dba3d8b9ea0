import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { identitySql } from '../sql/identity.sql.js';
import { BUILT_IN_ROLES } from './built-in-roles.js';
import { PERMISSIONS } from './permissions.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const seed = async (): Promise<void> => {
  for (const statement of identitySql.statements) await test.asSuperuser(statement);
};
const permissionsOf = async (code: string): Promise<string[]> =>
  (
    await test.asSuperuser(
      'SELECT rp.permission_code AS code FROM role_permission rp JOIN role r ON r.id = rp.role_id WHERE r.code = $1 ORDER BY 1',
      [code],
    )
  ).map((row) => row['code'] as string);

describe('the seed of roles', () => {
  it('makes every permission and every built-in role with its set, however often it runs', async () => {
    await seed();
    await seed();
    expect(await test.asSuperuser('SELECT code, label FROM permission ORDER BY code')).toEqual(
      [...PERMISSIONS].sort((a, b) => (a.code < b.code ? -1 : 1)),
    );
    for (const { code, permissions } of BUILT_IN_ROLES)
      expect(await permissionsOf(code)).toEqual([...permissions].sort());
  });

  it("keeps a district's own edits and roles", async () => {
    await test.asSuperuser(`UPDATE role SET label = 'Library tech' WHERE code = 'site-clerk'`);
    await test.asSuperuser(
      `DELETE FROM role_permission WHERE permission_code = 'export:people' AND role_id = (SELECT id FROM role WHERE code = 'site-clerk')`,
    );
    await test.asSuperuser(`INSERT INTO role (code, label) VALUES ('helper', 'Student helper')`);
    await seed();
    expect(await permissionsOf('site-clerk')).not.toContain('export:people');
    expect(await permissionsOf('site-admin')).toContain('export:people');
    expect(await permissionsOf('helper')).toEqual([]);
    expect(await test.asSuperuser(`SELECT label FROM role WHERE code = 'site-clerk'`)).toEqual([
      { label: 'Library tech' },
    ]);
  });

  it('gives a permission that is new to the product to the roles that are meant to have it', async () => {
    await test.asSuperuser(`DELETE FROM role_permission WHERE permission_code = 'device:clear-hold'`);
    await test.asSuperuser(`DELETE FROM permission WHERE code = 'device:clear-hold'`);
    await test.asSuperuser(`UPDATE permission SET label = 'old words' WHERE code = 'device:read'`);
    await seed();
    expect(await permissionsOf('technician')).toContain('device:clear-hold');
    expect(await permissionsOf('til')).not.toContain('device:clear-hold');
    expect(await test.asSuperuser(`SELECT label FROM permission WHERE code = 'device:read'`)).toEqual([
      { label: 'Look up devices' },
    ]);
  });
});
