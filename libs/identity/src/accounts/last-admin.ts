import type { Tx } from '@app/platform';
import { LastAdmin } from '../identity.errors.js';
import { IT_ADMIN } from '../roles/built-in-roles.js';

/**
 * Takes the lock under which accounts may lose rights, one after the other: two admins that disable each other at the
 * same moment must not both succeed. Lock order: this row, then the account's.
 */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.query('SELECT id FROM role WHERE code = $1 FOR NO KEY UPDATE', [IT_ADMIN]);
}

/**
 * To be asked after the change, under `lockAdmins`.
 * @throws LastAdmin when nobody is left who can sign in and manage accounts everywhere
 */
export async function requireAnAdmin(tx: Tx): Promise<void> {
  const [left] = await tx.query(
    `SELECT 1 FROM role_grant g
     JOIN role r ON r.id = g.role_id
     JOIN account a ON a.id = g.account_id
     WHERE r.code = $1 AND g.site_id IS NULL AND a.state = 'active' AND a.password_hash IS NOT NULL LIMIT 1`,
    [IT_ADMIN],
  );
  if (!left) throw new LastAdmin();
}
