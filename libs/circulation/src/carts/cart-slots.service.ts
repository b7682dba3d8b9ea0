import { Injectable } from '@nestjs/common';
import { CartNotFound } from '@app/directory';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import type { CartCheckDto, CartSlotsDto } from './cart-slots.dto.js';

const CHECKS = `SELECT k.id, k.checked_at AS "checkedAt", identity_account_name(k.checked_by) AS "checkedBy", k.slots, k.seen, k.missing, k.strays
  FROM cart_check k`;

/** What stands in the slots of a cart, and what was found when somebody looked. */
@Injectable()
export class CartSlotsService {
  constructor(private readonly db: Database) {}

  /** @throws CartNotFound outside `device:read` */
  async get(viewer: Viewer, cartId: string): Promise<CartSlotsDto> {
    const db = this.db.read;
    await this.require(db, viewer, 'device:read', cartId);
    const slots = await db.query<CartSlotsDto['slots'][number]>(
      `SELECT n AS slot, CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('id', d.id, 'tag', coalesce(d.asset_tag, d.serial, ''),
           'modelName', d.maker || ' ' || d.model_name, 'state', d.state) END AS device
       FROM cart c CROSS JOIN LATERAL generate_series(1, c.slots) AS n
       LEFT JOIN inventory.v_device d ON d.holder_cart_id = c.id AND d.cart_slot = n
       WHERE c.id = $1 ORDER BY n`,
      [cartId],
    );
    const checks = await db.query<CartCheckDto>(`${CHECKS} WHERE k.cart_id = $1 ORDER BY k.checked_at DESC LIMIT 20`, [
      cartId,
    ]);
    return { slots, checks };
  }

  /** Keeps what was found: slots whose device was not scanned, and devices of elsewhere. @throws CartNotFound */
  check(viewer: Viewer, cartId: string, deviceIds: readonly string[]): Promise<CartCheckDto> {
    return this.db.transaction(async (tx) => {
      await this.require(tx, viewer, 'scan:use', cartId);
      const [{ id }] = await tx.query<{ id: string }>(
        `INSERT INTO cart_check (cart_id, checked_by, slots, seen, missing, strays)
         SELECT $1, $2, count(*) FILTER (WHERE here), count(*) FILTER (WHERE here AND scanned),
           coalesce(jsonb_agg(jsonb_build_object('slot', slot, 'deviceId', id, 'tag', tag) ORDER BY slot) FILTER (WHERE here AND NOT scanned), '[]'),
           coalesce(jsonb_agg(jsonb_build_object('deviceId', id, 'tag', tag, 'belongsTo', cart) ORDER BY tag) FILTER (WHERE NOT here), '[]')
         FROM (SELECT d.id, coalesce(d.asset_tag, d.serial, '') AS tag, d.cart_slot AS slot, d.id = ANY ($3::uuid[]) AS scanned,
             d.holder_cart_id IS NOT DISTINCT FROM $1::uuid AS here, (SELECT c.name FROM cart c WHERE c.id = d.holder_cart_id) AS cart
           FROM inventory.v_device d WHERE d.holder_cart_id = $1 OR d.id = ANY ($3::uuid[])) AS x
         RETURNING id`,
        [cartId, viewer.accountId, deviceIds],
      );
      const [kept] = await tx.query<CartCheckDto>(`${CHECKS} WHERE k.id = $1`, [id]);
      return kept;
    });
  }

  private async require(db: Db, viewer: Viewer, permission: string, cartId: string): Promise<void> {
    const scope = viewer.sitesFor(permission);
    const found = await db.query(
      'SELECT 1 FROM cart WHERE id = $1 AND ($2::uuid[] IS NULL OR site_id = ANY ($2::uuid[]))',
      [cartId, scope === 'all' ? null : scope],
    );
    if (found.length === 0) throw new CartNotFound();
  }
}
