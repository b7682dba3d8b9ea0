import type { Tx } from '@app/platform';
import { NoSuchRole } from '../identity.errors.js';
import type { Grant } from './accounts.reader.js';

/**
 * Makes these the grants of an account; equal ones stay as they are, with who gave them and when.
 * @throws NoSuchRole, NoSuchSite (by its foreign key)
 */
export async function replaceGrants(
  tx: Tx,
  accountId: string,
  grants: readonly Grant[],
  grantedBy: string | null,
): Promise<{ lost: number }> {
  const roles = grants.map(({ role }) => role);
  const sites = grants.map(({ siteId }) => siteId);
  const [unknown] = await tx.query(
    'SELECT 1 FROM unnest($1::text[]) AS u(code) WHERE u.code NOT IN (SELECT code FROM role)',
    [roles],
  );
  if (unknown) throw new NoSuchRole();
  const lost = await tx.execute(
    `DELETE FROM role_grant g USING role r
     WHERE g.account_id = $1 AND r.id = g.role_id AND NOT EXISTS (
       SELECT 1 FROM unnest($2::text[], $3::uuid[]) AS w(role, site)
       WHERE w.role = r.code AND w.site IS NOT DISTINCT FROM g.site_id)`,
    [accountId, roles, sites],
  );
  await tx.execute(
    `INSERT INTO role_grant (account_id, role_id, site_id, granted_by)
     SELECT DISTINCT $1::uuid, r.id, w.site, $4::uuid
     FROM unnest($2::text[], $3::uuid[]) AS w(role, site) JOIN role r ON r.code = w.role
     ON CONFLICT DO NOTHING`,
    [accountId, roles, sites, grantedBy],
  );
  return { lost };
}
