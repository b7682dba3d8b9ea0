export type Unit = 'mm' | 'in';

const UM: Record<Unit, number> = { mm: 1_000, in: 25_400 };

/** A length as it is typed, in whole micrometres: `66.7`, `66,7`, `2 5/8`, `2 5/8"`. `null`: it is none. */
export function micrometres(text: string, unit: Unit): number | null {
  const plain = text
    .trim()
    .replace(/\s*(mm|in|")$/i, '')
    .replace(',', '.');
  const [, whole, over, under] = /^(?:(\d+(?:\.\d+)?)?\s*(?:(\d+)\/(\d+))?)$/.exec(plain) ?? [];
  if (whole === undefined && over === undefined) return null;
  if (under !== undefined && Number(under) === 0) return null;
  const value = Number(whole ?? 0) + (over === undefined ? 0 : Number(over) / Number(under));
  return Math.round(value * UM[unit]);
}

/** The length in the unit, without zeros that say nothing. */
export const lengthText = (um: number, unit: Unit): string =>
  String(Number((um / UM[unit]).toFixed(unit === 'mm' ? 3 : 4)));

/** Tenths of a millimetre as it is typed: `-0.3`. `null`: it is none. */
export function tenths(text: string): number | null {
  const [, sign, digits] = /^([-−+]?)(\d{1,2}(?:[.,]\d)?)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const value = Math.round(Number(digits.replace(',', '.')) * 10);
  return sign === '-' || sign === '−' ? -value : value;
}
