import { isScannable, looksLike } from '@app/kernel';
import { textFault } from '../symbols/symbol.rules.js';

export const MOST_DIGITS = 12;
/** Of numbers alone: three digits are a slot of the cart that stands at the desk. */
const LEAST_ALONE = 4;

/** New tags: what each begins with, how many digits its number has, and which numbers. */
export interface TagRange {
  prefix: string;
  digits: number;
  first: number;
  count: number;
}

export const tagOf = (prefix: string, digits: number, number: number): string =>
  `${prefix}${String(number).padStart(digits, '0')}`;

export const tagsOf = ({ prefix, digits, first, count }: TagRange): string[] =>
  Array.from({ length: count }, (_, n) => tagOf(prefix, digits, first + n));

/** What a tag may begin with: a scanner types it, and it has no blank where a hand would lose it. Nothing: numbers alone. */
export const isPrefix = (text: string): boolean =>
  text === '' || (text.length <= 20 && /^[A-Z0-9.\-_/+:#*$%]+$/.test(text) && textFault(text) === null);

/** Codes are compared in capital letters, and tags of a range are printed so. */
export const raised = (prefix: string): string => prefix.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** Why there are no such tags; `null`: there are. */
export function rangeFault({ prefix, digits, first, count }: TagRange): { field: string; message: string } | null {
  const last = first + count - 1;
  if (last >= 10 ** digits) {
    const left = Math.max(0, 10 ** digits - first);
    return {
      field: 'source.range.count',
      message: `has room for ${left} numbers of ${digits} digits from ${first} on`,
    };
  }
  if (prefix === '' && digits < LEAST_ALONE)
    return { field: 'source.range.digits', message: `must be at least ${LEAST_ALONE} where numbers stand alone` };
  const example = tagOf(prefix, digits, first);
  if (!isScannable(example))
    return { field: 'source.range.prefix', message: 'makes codes that the desk cannot read back' };
  if (looksLike(example)) {
    return { field: 'source.range.prefix', message: 'is what cards, eWaste lots or repair tickets begin with' };
  }
  return null;
}
