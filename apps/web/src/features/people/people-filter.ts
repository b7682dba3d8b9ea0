import type { Dto } from '../../lib/api.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

/** Query of `GET /people` without its paging. The API takes one value of each. */
export interface PeopleQuery {
  /** Id of a site; the address has its code. */
  site?: string;
  grade?: string;
  homeroom?: string;
  kind?: Dto<'PersonKind'>;
  state?: Dto<'PersonState'>;
  sort?: Dto<'PersonSort'>;
}

const oneOf = <T extends string>(values: readonly T[], text: string | undefined): T | undefined =>
  values.find((value) => value === listParam(text)[0]);

export const GRADES = ['PK', 'TK', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

/** What the address asks for, as the API takes it; `sites` turns a code into an id. Unknown values are left out. */
export function peopleQuery(url: UrlState, sites: readonly { id: string; code: string }[]): PeopleQuery {
  const query: PeopleQuery = {
    site: sites.find(({ code }) => code === listParam(url.site)[0])?.id,
    grade: oneOf(GRADES, url.grade),
    homeroom: url.homeroom?.trim().slice(0, 60) || undefined,
    kind: oneOf(['student', 'staff'], url.kind),
    state: oneOf(['active', 'withdrawn'], url.state),
    sort: oneOf(['name', '-name'], url.sort),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
