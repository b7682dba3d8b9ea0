import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';

/** The last slot of a cart in which something stands; 0: it is empty. */
export type LastSlot = (db: Db, cartId: string) => Promise<number>;

/** What stands in carts. The lib above that knows registers it when it starts. */
@Injectable()
export class CartUse {
  lastSlot: LastSlot = () => Promise.resolve(0);
}
