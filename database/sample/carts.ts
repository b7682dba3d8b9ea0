import type { Tx } from '@app/platform';
import type { SamplePerson, SampleRoom } from './people.js';
import { sampleId } from './random.js';

/** One cart stands in each classroom of the elementary schools: their devices do not go home. */
const SLOTS = 32;

export const hasCart = ({ site, grade }: SampleRoom): boolean => site.kind === 'elementary' && grade !== null;
export const sampleCartId = ({ code }: Pick<SampleRoom, 'code'>): string => sampleId(`cart ${code}`);

/** With somebody of the school's staff who is responsible, as far as there are that many. */
export async function loadCarts(
  tx: Tx,
  rooms: readonly SampleRoom[],
  staff: readonly SamplePerson[],
  from: string,
): Promise<void> {
  const bySite = new Map<string, SamplePerson[]>();
  for (const person of staff) bySite.set(person.site.code, [...(bySite.get(person.site.code) ?? []), person]);
  const carts = rooms.filter(hasCart).map((room) => ({
    id: sampleCartId(room),
    roomId: room.id,
    siteId: sampleId(`site ${room.site.code}`),
    code: room.code.replace('-R', '-CART'),
    name: room.name.replace('Room', 'Cart'),
    personId: bySite.get(room.site.code)?.shift()?.id ?? null,
  }));
  const json = JSON.stringify(carts);
  await tx.execute(
    `INSERT INTO cart (id, site_id, room_id, code, name, slots) SELECT id, "siteId", "roomId", code, name, ${SLOTS}
       FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, "siteId" uuid, "roomId" uuid, code text, name text)`,
    [json],
  );
  await tx.execute(
    `INSERT INTO cart_responsibility (cart_id, person_id, effective) SELECT id, "personId", daterange($2, NULL)
       FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, "personId" uuid) WHERE "personId" IS NOT NULL`,
    [json, from],
  );
}
