import type { Condition, DeviceState, Hold } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import type { DueIn } from '../refresh/due-by.rules.js';

export const DEVICE_SORTS = ['tag', '-tag', 'lastSeen', '-lastSeen'] as const;
export type DeviceSort = (typeof DEVICE_SORTS)[number];

/** Each device is with exactly one of these. */
export const HELD_BY = ['student', 'staff', 'room', 'cart', 'none'] as const;
export type HeldBy = (typeof HELD_BY)[number];

/** What a filter says; `person`: students and staff. */
export const HOLDER_KINDS = ['person', ...HELD_BY] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** What a list of devices shows. Values of one filter are alternatives, filters add up. */
export interface DeviceFilter {
  state?: readonly DeviceState[];
  /** Ids of the sites where the devices are. */
  site?: readonly string[];
  homeSite?: readonly string[];
  homeSiteNot?: readonly string[];
  model?: readonly string[];
  modelNot?: readonly string[];
  siteNot?: readonly string[];
  /** Ids of rooms where the devices are. */
  room?: readonly string[];
  roomNot?: readonly string[];
  /** `null`: none. */
  program?: readonly (string | null)[];
  programNot?: readonly (string | null)[];
  fundingSplit?: readonly (string | null)[];
  fundingSplitNot?: readonly (string | null)[];
  condition?: readonly Condition[];
  hold?: readonly Hold[];
  holdNot?: readonly Hold[];
  holder?: readonly HeldBy[];
  /** Months of purchase as `year * 12 + month - 1`; `null`: without a day of purchase. */
  purchaseMonths?: readonly (number | null)[];
  /** At another site than the one they belong to. */
  elsewhere?: boolean;
  /** Instant: not in hand since, or never. */
  seenBefore?: string;
  /** Instant: in hand then or since. */
  seenAfter?: string;
  loanerPool?: boolean;
  /** Due for refresh in one of these years. */
  due?: readonly DueIn[];
  /** Conditions on device `d` that libs above have registered; never a request's text. */
  outside?: readonly string[];
}

/** The last row of the page before. `key`: its tag (`null`: the untagged rows have begun) or when it was last seen (`-infinity`: never). */
export interface DeviceKey {
  key: string | null;
  id: string;
}

export interface DeviceListRequest {
  filter: DeviceFilter;
  /** Sites of `device:read`; a device is in scope by its home or location site. */
  scope: SiteScope;
  sort: DeviceSort;
  after: DeviceKey | null;
  limit: number;
}
