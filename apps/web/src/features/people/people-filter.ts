import type { Dto } from '../../lib/api.js';
import { GRADES } from '../../lib/person-words.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

/** Query of `GET /people` without its paging. */
export interface PeopleQuery {
  /** Ids of sites; the address has their codes. */
  site?: string[];
  grade?: string[];
  homeroom?: string[];
  kind?: Dto<'PersonKind'>[];
  state?: Dto<'PersonState'>[];
  agreement?: ('signed' | 'missing' | 'opted-out')[];
  sort?: Dto<'PersonSort'>;
}

const known = <T extends string>(values: readonly T[], text: string | undefined): T[] => {
  const wanted = listParam(text);
  return values.filter((value) => wanted.includes(value));
};

const MOST_HOMEROOMS = 50;

/** What the address asks for, as the API takes it; `sites` turns codes into ids. Unknown values are left out. */
export function peopleQuery(url: UrlState, sites: readonly { id: string; code: string }[]): PeopleQuery {
  const codes = listParam(url.site);
  const homerooms = listParam(url.homeroom).map((word) => word.trim().slice(0, 60));
  const query: PeopleQuery = {
    site: sites.filter(({ code }) => codes.includes(code)).map(({ id }) => id),
    grade: known(GRADES, url.grade),
    homeroom: [...new Set(homerooms.filter(Boolean))].slice(0, MOST_HOMEROOMS),
    kind: known(['student', 'staff'], url.kind),
    state: known(['active', 'withdrawn'], url.state),
    agreement: known(['signed', 'missing', 'opted-out'], url.agreement),
    sort: known(['name', '-name'], url.sort)[0],
  };
  const asked = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(query).filter(([, value]) => asked(value)));
}

export const isFiltered = (query: PeopleQuery): boolean => Object.keys(query).some((name) => name !== 'sort');
