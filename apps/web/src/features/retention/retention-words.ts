import type { Dto } from '../../lib/api.js';
import { dayText } from '../../lib/time.js';

export type Retention = Dto<'RetentionDto'>;
export type RetentionRun = Dto<'RetentionRunDto'>;
export type RetentionItem = Dto<'RetentionItemDto'>;
export type RetentionReason = Dto<'RetentionReasonDto'>;
export type ItemList = Dto<'RetentionItemList'>;
export type Why = Dto<'RetentionWhy'>;

export const count = (n: number): string => n.toLocaleString('en-US');
export const people = (n: number): string => `${count(n)} ${n === 1 ? 'person' : 'people'}`;

const COUNTED: Record<string, string> = {
  left: 'the day the student left',
  returned: 'the day the device came back',
  received: 'the day the device was received',
  disposed: 'the day the device was disposed of',
};
export const countedWords = (from: string): string => COUNTED[from] ?? from;

const MONEY: Record<string, string> = {
  ecf: 'ECF',
  'e-rate': 'E-Rate',
  federal: 'federal money',
  state: 'state money',
  local: 'local money',
  bond: 'a bond',
  donation: 'a donation',
  none: 'money that is not on record',
};

export const WHYS: Record<Why, string> = {
  left: 'years since leaving',
  money: 'money of a device',
  'holds-device': 'still holds a device',
  'clearance-open': 'clearance is open',
  'case-open': 'missing case is open',
  'device-reserved': 'a device is set aside',
  'correction-open': 'correction waits for an answer',
};

/** Why somebody is known until a day, or cannot be forgotten yet. */
export function reasonWords({ why, tag, kind, years, countedFrom, until }: RetentionReason): string {
  switch (why) {
    case 'left':
      return `${years ?? 0} years since leaving${until ? `: until ${dayText(until)}` : ''}`;
    case 'money': {
      const bought = `${tag ?? 'A device'}, bought with ${MONEY[kind ?? 'none'] ?? kind}`;
      if (until) return `${bought}: until ${dayText(until)}`;
      if (countedFrom === 'disposed') return `${bought}: until ${years} years after it is disposed of`;
      if (countedFrom === 'received') return `${bought}: nobody noted when it was received`;
      return `${bought}: no policy says for how long`;
    }
    case 'holds-device':
      return `Still holds ${tag ?? 'a device'}`;
    case 'clearance-open':
      return 'The clearance is open';
    case 'case-open':
      return `The case of ${tag ?? 'a missing device'} is open`;
    case 'device-reserved':
      return `${tag ?? 'A device'} is set aside`;
    case 'correction-open':
      return 'A request to correct the record waits for an answer';
  }
}

/** What a run is, in one line. */
export function runWords({ state, toForget, toKeep, forgotten, kept }: RetentionRun): string {
  switch (state) {
    case 'planned':
      return `${people(toForget)} would be forgotten, ${count(toKeep)} are kept`;
    case 'running':
      return `${count(forgotten + kept)} of ${people(toForget)} done`;
    case 'done':
      return `${people(forgotten)} forgotten${kept > 0 ? `, ${count(kept)} kept after all` : ''}`;
    case 'cancelled':
      return forgotten > 0 ? `Stopped after ${people(forgotten)}` : 'Taken back';
  }
}
