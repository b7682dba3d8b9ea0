import type { RoomFacts } from '../contract.js';
import type { Scene } from '../scene.js';

/** The room or cart that is scanned, or that receives. */
export const placeOf = ({ room, receiver }: Scene): RoomFacts | null => room ?? receiver.room;

export const SITE_PREDICATES = {
  deskClosed: ({ mode, facts }: Scene) => mode !== 'look' && Boolean(facts.station.site.closed),
  placeShut: (s: Scene) => Boolean(placeOf(s)?.closed),
  placeClosed: (s: Scene) => Boolean(placeOf(s)?.site.closed),
};
