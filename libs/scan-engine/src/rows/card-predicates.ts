import type { Scene } from '../scene.js';

export const CARD_PREDICATES = {
  cardDoesNothing: (s: Scene) => s.cardFault !== null,
  byCard: (s: Scene) => s.allowed !== null,
};
