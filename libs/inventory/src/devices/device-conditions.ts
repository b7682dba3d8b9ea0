import { dueCondition } from '../refresh/due-filter.js';
import type { Params } from '../shared/params.js';
import type { DeviceFilter, HeldBy } from './device-filter.js';

/** At another site than its own; the condition of `ix_device_elsewhere_tag` and `ix_device_home_elsewhere_tag`. */
export const ELSEWHERE = 'd.home_site_id <> d.location_site_id';

/** Month of purchase; the text of `ix_device_purchase_month_tag`. */
export const PURCHASE_MONTH =
  '(extract(year FROM d.purchased_on)::integer * 12 + extract(month FROM d.purchased_on)::integer - 1)';

/** `null` among the values: where nothing stands. */
export function oneOf(column: string, type: string, values: readonly unknown[], params: Params): string {
  const known = values.filter((value) => value !== null);
  const some =
    known.length === 1
      ? `${column} = ${params.add(known[0])}::${type}`
      : `${column} = ANY (${params.add(known)}::${type}[])`;
  return known.length < values.length ? `(${some} OR ${column} IS NULL)` : some;
}

export function monthCondition({ purchaseMonths }: DeviceFilter, params: Params): string[] {
  if (!purchaseMonths) return [];
  const known = purchaseMonths.filter((month) => month !== null);
  const some = `${PURCHASE_MONTH} = ANY (${params.add(known)}::integer[])`;
  return [known.length < purchaseMonths.length ? `(${some} OR d.purchased_on IS NULL)` : some];
}

/** What a filter takes away: nearly everything is left, so the walk in order finds a page soon. Nothing is none of the values. */
const NEGATIVES = [
  { filter: 'siteNot', column: 'd.location_site_id', type: 'uuid' },
  { filter: 'homeSiteNot', column: 'd.home_site_id', type: 'uuid' },
  { filter: 'roomNot', column: 'd.location_room_id', type: 'uuid' },
  { filter: 'modelNot', column: 'd.model_id', type: 'uuid' },
  { filter: 'programNot', column: 'd.program', type: 'text' },
  { filter: 'fundingSplitNot', column: 'd.funding_split_id', type: 'uuid' },
] as const;

/** Looked up row by row: an EXISTS would hash everybody for one page. */
const heldBy = (kind: 'student' | 'staff'): string =>
  `d.holder_person_id IS NOT NULL AND (SELECT p.kind FROM person p WHERE p.id = d.holder_person_id) = '${kind}'`;

const PERSON = 'd.holder_person_id IS NOT NULL';
const HOLDER: Record<HeldBy, string> = {
  student: heldBy('student'),
  staff: heldBy('staff'),
  room: 'd.holder_room_id IS NOT NULL',
  cart: 'd.holder_cart_id IS NOT NULL',
  none: 'd.holder_person_id IS NULL AND d.holder_room_id IS NULL AND d.holder_cart_id IS NULL',
};

/** Students and staff are whoever has a device: nobody has to be looked up. */
function holderCondition(kinds: readonly HeldBy[]): string {
  const isPeople = kinds.includes('student') && kinds.includes('staff');
  const others = isPeople ? kinds.filter((kind) => kind !== 'student' && kind !== 'staff') : kinds;
  const conditions = [...(isPeople ? [PERSON] : []), ...others.map((kind) => HOLDER[kind])];
  return `(${['false', ...conditions.map((condition) => `(${condition})`)].join(' OR ')})`;
}

/** What no index orders by: checked row by row. */
export function residualConditions(filter: DeviceFilter, params: Params): string[] {
  const { hold, holder, elsewhere, seenBefore, seenAfter, loanerPool, outside = [] } = filter;
  const conditions: string[] = [];
  // The first condition is the one of the partial index.
  if (hold) conditions.push(`d.holds <> '{}'`, `d.holds && ${params.add(hold)}::text[]`);
  if (holder) conditions.push(holderCondition(holder));
  if (elsewhere !== undefined) conditions.push(elsewhere ? ELSEWHERE : 'd.home_site_id = d.location_site_id');
  if (seenBefore) conditions.push(`d.last_seen_at < ${params.add(seenBefore)}::timestamptz`);
  if (seenAfter) conditions.push(`d.last_seen_at >= ${params.add(seenAfter)}::timestamptz`);
  if (loanerPool !== undefined) conditions.push(loanerPool ? 'd.loaner_pool' : 'NOT d.loaner_pool');
  if (filter.due) conditions.push(dueCondition(filter.due, params));
  if (filter.holdNot) conditions.push(`NOT d.holds && ${params.add(filter.holdNot)}::text[]`);
  for (const { filter: name, column, type } of NEGATIVES) {
    const values = filter[name];
    if (values && values.length > 0) conditions.push(`(${oneOf(column, type, values, params)}) IS NOT TRUE`);
  }
  return [...conditions, ...outside];
}
