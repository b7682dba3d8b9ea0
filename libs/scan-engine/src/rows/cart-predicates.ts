import type { Scene } from '../scene.js';

export const CART_PREDICATES = {
  cartIsFull: ({ receiver: { person, room }, givenBefore }: Scene) =>
    person === null && room?.cart?.free !== undefined && room.cart.free.length <= givenBefore,
  isCart: ({ room }: Scene) => Boolean(room?.cart),
  checksCart: ({ mode, receiver: { room } }: Scene) => mode === 'look' && Boolean(room?.cart),
  inThisCart: ({ device, receiver: { room } }: Scene) => room !== null && device?.loan?.room?.id === room.id,
};
