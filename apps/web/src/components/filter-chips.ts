import { listParam, type UrlState } from '../lib/use-url-state.js';
import { filterWord } from './filter-words.js';

export interface Filter {
  /** Name of the search parameter and of the API's filter. */
  param: string;
  label: string;
  /** At most 100; longer lists search on the server instead. Without options the values are typed. */
  options?: { value: string; label: string }[];
  /** Name of the parameter for "is not", where there is one. */
  not?: string;
}

/** Which of the two parameters of a filter the address has, and its values. */
export function chosenOf(
  { param, not }: Filter,
  search: UrlState,
): { name: string; negative: boolean; values: string[] } {
  const values = listParam(search[param]);
  const others = not ? listParam(search[not]) : [];
  const negative = values.length === 0 && others.length > 0;
  return { name: negative && not ? not : param, negative, values: negative ? others : values };
}

/** A filter of the address as its chip says it. */
export function chipText(filter: Filter, search: UrlState): string {
  const { values, negative } = chosenOf(filter, search);
  const words = values.map((value) => filter.options?.find((option) => option.value === value)?.label ?? value);
  return filterWord(negative ? 'chip.not' : 'chip.is', { label: filter.label, values: words.join(', ') });
}
