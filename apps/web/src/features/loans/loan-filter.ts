import { isDay } from '@app/kernel';
import { BORROWERS, LOANS, LOAN_STATES } from '../../lib/device-words.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

/** Query of `GET /loans` without its paging. */
export interface LoansQuery {
  site?: string[];
  state?: (keyof typeof LOAN_STATES)[];
  type?: (keyof typeof LOANS)[];
  holder?: (keyof typeof BORROWERS)[];
  from?: string;
  until?: string;
}

interface Year {
  id: string;
  startsOn: string;
  endsOn: string;
}

const known = <T extends string>(words: Readonly<Record<T, string>>, text: string | undefined): T[] =>
  [...new Set(listParam(text))].filter((word): word is T => Object.hasOwn(words, word));

/** What the address asks for, as the API takes it; unknown values are left out. */
export function loansQuery(url: UrlState, sites: readonly { id: string; code: string }[]): LoansQuery {
  const codes = listParam(url.site);
  const { from, until } = url;
  const query: LoansQuery = {
    site: sites.filter(({ code }) => codes.includes(code)).map(({ id }) => id),
    state: known(LOAN_STATES, url.state),
    type: known(LOANS, url.type),
    holder: known(BORROWERS, url.holder),
    ...(isDay(from ?? '') && { from }),
    ...(isDay(until ?? '') && { until }),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}

/** The API takes no such days. */
export const endsBeforeItBegins = ({ from, until }: LoansQuery): boolean =>
  from !== undefined && until !== undefined && until < from;

/** The school year whose days these are; of other days none. */
export const yearOf = (years: readonly Year[], { from, until }: LoansQuery): string =>
  years.find(({ startsOn, endsOn }) => startsOn === from && endsOn === until)?.id ?? '';
