import type { Db, Tx } from '@app/platform';
import { IT_ADMIN } from '../roles/built-in-roles.js';
import { LastBreakGlass } from './break-glass.errors.js';

/** Whether an emergency account could come in: an administrator of the district with password and second factor. */
export async function hasBreakGlass(db: Db): Promise<boolean> {
  const [usable] = await db.query(
    `SELECT 1 FROM account a JOIN second_factor f ON f.account_id = a.id
     JOIN role_grant g ON g.account_id = a.id AND g.site_id IS NULL JOIN role r ON r.id = g.role_id AND r.code = $1
     WHERE a.break_glass AND a.state = 'active' AND a.password_hash IS NOT NULL LIMIT 1`,
    [IT_ADMIN],
  );
  return usable !== undefined;
}

/** To be asked after a change of accounts, under `lockAdmins`. @throws LastBreakGlass */
export async function requireBreakGlass(tx: Tx): Promise<void> {
  const [policy] = await tx.query<{ passwords: string }>('SELECT passwords FROM sign_in_policy');
  if (policy?.passwords === 'break-glass' && !(await hasBreakGlass(tx))) throw new LastBreakGlass();
}
