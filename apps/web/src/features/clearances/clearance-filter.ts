import type { Dto } from '../../lib/api.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

export interface ClearanceQuery {
  site?: string[];
  homeroom?: string[];
  state?: Dto<'ClearanceState'>[];
  overdue?: boolean;
  olderThan?: number;
}

const STATES = ['open', 'cleared', 'excepted', 'cancelled'] as const;
export const AGES = ['7', '14', '30', '60', '90'] as const;

/** What the address asks for, as the API takes it; unknown values are left out. */
export function clearanceQuery(url: UrlState, sites: readonly { id: string; code: string }[]): ClearanceQuery {
  const codes = listParam(url.site);
  const age = AGES.find((each) => each === url.olderThan);
  const query: ClearanceQuery = {
    site: sites.filter(({ code }) => codes.includes(code)).map(({ id }) => id),
    homeroom: [...new Set(listParam(url.homeroom).map((word) => word.trim().slice(0, 60)))]
      .filter(Boolean)
      .slice(0, 50),
    state: STATES.filter((state) => listParam(url.state).includes(state)),
    ...(url.overdue === 'true' && { overdue: true }),
    ...(age && { olderThan: Number(age) }),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}
