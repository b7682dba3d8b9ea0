/** Money is a whole number of cents. Never a float of dollars. */
export type Cents = number;

/** Ten billion dollars: more is a typing error, and less stays far from where integers lose exactness. */
export const MAX_CENTS: Cents = 1_000_000_000_000;

const AMOUNT = /^(-)?\$?(-)?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?$/;

/**
 * The cents of an amount as people and spreadsheets write it: `$1,234.50`, `1,234.50`, `12.5`, `.99`.
 * Null for everything else: empty, more than two decimals, `1e9`, wrong thousands, a negative unless `negative` is set.
 */
export function parseCents(text: unknown, options: { negative?: boolean } = {}): Cents | null {
  if (typeof text !== 'string') return null;
  const parts = AMOUNT.exec(text.trim());
  if (!parts) return null;
  const [, before, after, whole, decimals] = parts;
  if (whole === undefined && decimals === undefined) return null;
  if (before && after) return null;
  const cents = Number((whole ?? '0').replaceAll(',', '')) * 100 + Number((decimals ?? '0').padEnd(2, '0'));
  if (cents > MAX_CENTS) return null;
  if (!before && !after) return cents;
  return options.negative ? 0 - cents : null;
}

/** `$1,234.50`, `-$5.00`. @throws RangeError unless `cents` is a whole number. */
export function formatCents(cents: Cents): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError('Cents are a whole number');
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}$${whole}.${digits.slice(-2)}`;
}
