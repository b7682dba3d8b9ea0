import type { Db, Tx } from '@app/platform';
import { LastBreakGlass } from './break-glass.errors.js';

/** Whether an emergency account could come in: an administrator of the district with password and second factor. */
export async function hasBreakGlass(db: Db): Promise<boolean> {
  const [{ has }] = await db.query<{ has: boolean }>('SELECT identity_has_break_glass() AS has');
  return has;
}

/** To be asked after a change of accounts, under `lockAdmins`. @throws LastBreakGlass */
export async function requireBreakGlass(tx: Tx): Promise<void> {
  const [{ none }] = await tx.query<{ none: boolean }>(
    'SELECT identity_demands_provider() AND NOT identity_has_break_glass() AS none',
  );
  if (none) throw new LastBreakGlass();
}
