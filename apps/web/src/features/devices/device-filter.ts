import { addDays, CONDITIONS, DEVICE_STATES, HOLDS, joinWords } from '@app/kernel';
import { HOLDERS } from '../../components/device-filters/filter-options.js';
import type { Dto } from '../../lib/api.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

const SORTS = ['tag', '-tag', 'lastSeen', '-lastSeen'] as const;

/** Query of `GET /devices` without its paging. */
export interface DeviceQuery {
  state?: Dto<'DeviceState'>[];
  stateNot?: Dto<'DeviceState'>[];
  site?: string[];
  siteNot?: string[];
  room?: string[];
  roomNot?: string[];
  homeSite?: string[];
  homeSiteNot?: string[];
  model?: string[];
  modelNot?: string[];
  program?: string[];
  programNot?: string[];
  funding?: string[];
  fundingNot?: string[];
  condition?: Dto<'Condition'>[];
  conditionNot?: Dto<'Condition'>[];
  hold?: Dto<'Hold'>[];
  holdNot?: Dto<'Hold'>[];
  holder?: (typeof HOLDERS)[number][];
  holderNot?: (typeof HOLDERS)[number][];
  purchasedIn?: string[];
  dueIn?: string[];
  elsewhere?: boolean;
  seenBefore?: string;
  seenAfter?: string;
  loanerPool?: boolean;
  accessory?: boolean;
  support?: 'past'[];
  overdue?: boolean;
  sort?: Dto<'DeviceSort'>;
}

const known = <T extends string>(values: readonly T[], text: string | undefined): T[] | undefined => {
  const wanted = listParam(text);
  const found = values.filter((value) => wanted.includes(value));
  return found.length > 0 ? found : undefined;
};

const some = (text: string | undefined, form: RegExp): string[] | undefined => {
  const found = listParam(text).filter((value) => form.test(value));
  return found.length > 0 ? found : undefined;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Or none. */
const SOURCE = /^(-|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const PROGRAM = /^[^\p{C}]{1,60}$/u;
const CODE = /^\S{1,20}$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const flag = (text: string | undefined): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined;

/** A day, or so many days ago: `90d` stays true tomorrow. */
function dayOf(text: string | undefined, today: string): string | undefined {
  const ago = /^(\d{1,4})d$/.exec(text ?? '')?.[1];
  if (ago !== undefined) return addDays(today, -Number(ago));
  return text !== undefined && DAY.test(text) ? text : undefined;
}

/** What the address asks for, as the API takes it; `today` in the district. Values that mean nothing are left out. */
export function deviceQuery(url: UrlState, today: string): DeviceQuery {
  const query: DeviceQuery = {
    state: known(DEVICE_STATES, url.state),
    stateNot: known(DEVICE_STATES, url.stateNot),
    site: some(url.site, CODE),
    siteNot: some(url.siteNot, CODE),
    room: some(url.room, UUID),
    roomNot: some(url.roomNot, UUID),
    homeSite: some(url.homeSite, CODE),
    homeSiteNot: some(url.homeSiteNot, CODE),
    model: some(url.model, UUID),
    modelNot: some(url.modelNot, UUID),
    program: some(url.program, PROGRAM),
    programNot: some(url.programNot, PROGRAM),
    funding: some(url.funding, SOURCE),
    fundingNot: some(url.fundingNot, SOURCE),
    condition: known(CONDITIONS, url.condition),
    conditionNot: known(CONDITIONS, url.conditionNot),
    hold: known(HOLDS, url.hold),
    holdNot: known(HOLDS, url.holdNot),
    holder: known(HOLDERS, url.holder),
    holderNot: known(HOLDERS, url.holderNot),
    purchasedIn: some(url.purchasedIn, /^(unknown|(19|20|21)\d\d)$/),
    dueIn: some(url.dueIn, /^(now|(19|20|21)\d\d)$/),
    elsewhere: flag(url.elsewhere),
    seenBefore: dayOf(url.seenBefore, today),
    seenAfter: dayOf(url.seenAfter, today),
    loanerPool: flag(url.loanerPool),
    accessory: flag(url.accessory),
    support: known(['past'] as const, url.support),
    overdue: flag(url.overdue),
    sort: known(SORTS, url.sort)?.[0],
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

/** The query as the API has it in an address; an unfiltered one names its sort, so that it is never empty. */
export const apiQuery = (query: DeviceQuery): string =>
  new URLSearchParams(
    Object.entries({ sort: 'tag', ...query }).map(([name, value]) => [
      name,
      Array.isArray(value) ? joinWords(value as string[]) : String(value),
    ]),
  ).toString();

export const isFiltered = (query: DeviceQuery): boolean => Object.keys(query).some((name) => name !== 'sort');
