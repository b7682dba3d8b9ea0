import { cleanCode } from '@app/kernel';
import type { Scene } from '../scene.js';

/** A number alone, while devices are put into a cart: a slot of it. */
export function slotTyped({ mode, scanned, request: { act }, receiver: { person, room } }: Scene): number | null {
  if (mode !== 'out' || scanned !== 'unknown' || act.kind !== 'code' || person || !room?.cart) return null;
  const typed = cleanCode(act.raw);
  return /^\d{1,3}$/.test(typed) ? Number(typed) : null;
}

export const CART_PREDICATES = {
  cartIsFull: ({ receiver: { person, room }, givenBefore }: Scene) =>
    person === null && room?.cart?.free !== undefined && room.cart.free.length <= givenBefore,
  isCart: ({ room }: Scene) => Boolean(room?.cart),
  checksCart: ({ mode, receiver: { room } }: Scene) => mode === 'look' && Boolean(room?.cart),
  inThisCart: ({ device, receiver: { room } }: Scene) => room !== null && device?.loan?.room?.id === room.id,
  slotTyped: (s: Scene) => slotTyped(s) !== null,
  slotExists: (s: Scene) => {
    const slot = slotTyped(s);
    return slot !== null && slot >= 1 && slot <= (s.receiver.room?.capacity ?? 0);
  },
  slotIsFree: (s: Scene) => s.receiver.room?.cart?.free.includes(slotTyped(s) ?? 0) ?? false,
};
