import type { StationContext } from '../contract.js';
import type { Scene } from '../scene.js';
import { isPaired } from '../scene.js';
import { slotTyped } from './cart-predicates.js';

type Change = (scene: Scene) => Partial<StationContext>;

/** A slot is said for the cart that is there. */
const NO_SLOT = { cartSlot: undefined };

/** What the desk is in the middle of after a row. */
export const CONTEXTS = {
  receiver: ({ person, room }) => ({ ...NO_SLOT, personId: person?.id ?? null, roomId: room?.id ?? null }),
  slot: (scene) => ({ cartSlot: slotTyped(scene) ?? undefined }),
  /** As `receiver`, and nothing waits any more. */
  'hand-over': ({ person, room }) => ({
    ...NO_SLOT,
    personId: person?.id ?? null,
    roomId: room?.id ?? null,
    heldDeviceIds: [],
  }),
  hold: ({ device, request: { context } }) => ({
    personId: null,
    roomId: null,
    heldDeviceIds: [...new Set([...context.heldDeviceIds, ...(device ? [device.id] : [])])],
  }),
  given: (scene) => ({
    heldDeviceIds: scene.request.context.heldDeviceIds.filter((id) => id !== scene.device?.id),
    ...(isPaired(scene, scene.receiver.person, 1) ? { personId: null } : {}),
  }),
  returning: ({ person }) => ({ personId: person?.id ?? null, roomId: null }),
  /** Somebody else stands at the desk, with nothing out: what follows is not the former person's. */
  'nobody-returning': () => ({ personId: null }),
} satisfies Record<string, Change>;

export type ContextChange = keyof typeof CONTEXTS;

export const contextAfter = (scene: Scene, change: ContextChange | undefined): StationContext => ({
  ...scene.request.context,
  ...(change ? CONTEXTS[change](scene) : {}),
});
