import { LOG_PART_WORDS, saidAll, type LogPart } from '@app/kernel';
import type { SessionSite } from '../../lib/session.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const ACTION = /^[a-z][a-z.-]{1,62}$/;

export const SOURCES = saidAll(LOG_PART_WORDS);
type Source = LogPart;

export interface LogFilter {
  source?: Source[];
  view?: 'undos' | 'overrides';
  accountId?: string;
  siteId?: string;
  subjectId?: string;
  action?: string;
  from?: string;
  to?: string;
}

/** Quick views, each an address. */
export const VIEWS: { label: string; url: UrlState }[] = [
  { label: 'Everything', url: {} },
  { label: 'Undos', url: { view: 'undos' } },
  { label: 'Overrides', url: { view: 'overrides' } },
  { label: 'Exports', url: { source: 'export' } },
  { label: 'Files of imports', url: { source: 'access', action: 'people.exported' } },
  { label: 'Policies', url: { source: 'admin', action: 'policy.planned' } },
];

const isSource = (word: string): word is Source => word in SOURCES;

/** The address as the API takes it; what means nothing is left out. */
export function logFilter(url: UrlState, sites: readonly SessionSite[]): LogFilter {
  const { view, account = '', record = '', action = '', from = '', to = '' } = url;
  const source = listParam(url.source).filter(isSource);
  const site = sites.find(({ code }) => code === url.site);
  return {
    ...(source.length > 0 && { source }),
    ...((view === 'undos' || view === 'overrides') && { view }),
    ...(UUID.test(account) && { accountId: account }),
    ...(site && { siteId: site.id }),
    ...(UUID.test(record) && { subjectId: record }),
    ...(ACTION.test(action) && { action }),
    ...(DAY.test(from) && { from }),
    ...(DAY.test(to) && { to }),
  };
}

/** By the names of the address. */
export const understood = ({ accountId, siteId, subjectId, ...others }: LogFilter): object => ({
  ...others,
  account: accountId,
  site: siteId,
  record: subjectId,
});
