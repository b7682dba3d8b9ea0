import type { Db, Tx, Viewer } from '@app/platform';
import { LOCKED_FIELDS } from '../devices/device-lock.js';
import { reaches } from '../shared/scope.js';
import type { BulkContext, BulkDevice } from './bulk.rules.js';

const DEVICES = `SELECT ${LOCKED_FIELDS}, d.program, d.warranty_ends_on AS "warrantyEndsOn", d.loaner_pool AS "loanerPool",
    d.funding_split_id AS "fundingSplitId",
    CASE WHEN d.holder_person_id IS NOT NULL THEN 'person' WHEN d.holder_room_id IS NOT NULL OR d.holder_cart_id IS NOT NULL THEN 'room' END AS "heldBy",
    CASE WHEN d.funding_split_id IS NOT NULL THEN inventory_restricted_funding(d.id) END AS "restrictedFunding"
  FROM device d WHERE d.id = ANY ($1::uuid[]) ORDER BY d.id`;

/** In order of id. */
export const bulkDevices = (db: Db, ids: readonly string[]): Promise<BulkDevice[]> =>
  db.query<BulkDevice>(DEVICES, [ids]);

/** The same, locked until the end of the transaction; in order of id, as everybody takes these locks. */
export const lockedBulkDevices = (tx: Tx, ids: readonly string[]): Promise<BulkDevice[]> =>
  tx.query<BulkDevice>(`${DEVICES} FOR NO KEY UPDATE OF d`, [ids]);

export async function bulkContext(
  db: Db,
  viewer: Viewer,
  { moves, reasoned }: Pick<BulkContext, 'moves' | 'reasoned'>,
): Promise<BulkContext> {
  const [{ today }] = await db.query<{ today: string }>('SELECT directory_day(clock_timestamp()) AS today');
  return { moves, today, reasoned, may: (permission, device) => reaches(viewer, permission, device) };
}
