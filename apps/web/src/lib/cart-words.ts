import type { Dto } from './api.js';
import { wordsIn, type Values, type Wording } from './language.js';

export const CART_WORDS = {
  slot: ['slot {slots} missing', 'falta el espacio {slots}'],
  slots: ['slots {slots} missing', 'faltan los espacios {slots}'],
  foreign: ['{n} foreign: {tags}', '{n} ajenos: {tags}'],
  belongs: ['{tag} belongs to {cart}', '{tag} es de {cart}'],
  complete: ['complete', 'completo'],
} as const satisfies Record<string, Wording>;

const say = (key: keyof typeof CART_WORDS, values?: Values): string => wordsIn(CART_WORDS[key], values);

/** What the check of a cart found: `slot 14 missing · 2 foreign: 104233 belongs to cart B-7`. */
export function checkWords({ missing, strays }: Pick<Dto<'CartCheckDto'>, 'missing' | 'strays'>): string {
  const slots = missing.map(({ slot }) => slot).join(', ');
  const tags = strays
    .map(({ tag, belongsTo }) => (belongsTo ? say('belongs', { tag, cart: belongsTo }) : tag))
    .join(', ');
  const parts = [
    missing.length > 0 && say(missing.length === 1 ? 'slot' : 'slots', { slots }),
    strays.length > 0 && say('foreign', { n: strays.length, tags }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : say('complete');
}
