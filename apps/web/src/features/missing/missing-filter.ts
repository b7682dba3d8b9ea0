import type { Dto } from '../../lib/api.js';
import type { SessionSite } from '../../lib/session.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

type Query = {
  site?: string[];
  state?: Dto<'MissingCaseState'>[];
  kind?: Dto<'MissingCaseKind'>[];
  step?: Dto<'MissingStep'>[];
  overdue?: boolean;
  pending?: boolean;
};

const STATES: readonly Dto<'MissingCaseState'>[] = ['open', 'recovered', 'written-off'];
const KINDS: readonly Dto<'MissingCaseKind'>[] = ['missing', 'stolen'];
const STEPS: readonly Dto<'MissingStep'>[] = ['lock', 'family-notice', 'demand', 'review', 'write-off'];

const known = <T extends string>(values: readonly T[], text: string | undefined): T[] | undefined => {
  const found = values.filter((value) => listParam(text).includes(value));
  return found.length > 0 ? found : undefined;
};

/** The address as the query of the API: sites by code become ids. Without a state the open cases are meant. */
export function missingQuery(url: UrlState, sites: readonly SessionSite[]): Query {
  const codes = listParam(url.site);
  const chosen = sites.filter(({ code }) => codes.includes(code)).map(({ id }) => id);
  return {
    ...(chosen.length > 0 ? { site: chosen } : {}),
    state: known(STATES, url.state) ?? ['open'],
    kind: known(KINDS, url.kind),
    step: known(STEPS, url.step),
    ...(url.overdue === 'true' ? { overdue: true } : {}),
    ...(url.pending === 'true' ? { pending: true } : {}),
  };
}
