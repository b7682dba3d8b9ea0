import type { Dto } from './api.js';

/** What the check of a cart found: `slot 14 missing · 2 foreign: 104233 belongs to cart B-7`. */
export function checkWords({ missing, strays }: Pick<Dto<'CartCheckDto'>, 'missing' | 'strays'>): string {
  const slots = missing.map(({ slot }) => slot).join(', ');
  const foreign = strays.map(({ tag, belongsTo }) => tag + (belongsTo ? ` belongs to ${belongsTo}` : '')).join(', ');
  const parts = [
    missing.length > 0 && `${missing.length === 1 ? 'slot' : 'slots'} ${slots} missing`,
    strays.length > 0 && `${strays.length} foreign: ${foreign}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : 'complete';
}
