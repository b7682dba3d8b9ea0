import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { invalidField } from '@app/platform';

/** The last row of a page of the queue. Whether it was matched stands in the cursor: a merge meanwhile leaves the place as it was. */
export interface QueueKey {
  matched: boolean;
  id: string;
}

/** @throws RequestRefused 400 naming `after` */
export function queueKeyOf(after: string | undefined): QueueKey | null {
  if (after === undefined) return null;
  const [matched, id] = decodeCursor(after, 2) ?? [];
  if (typeof matched !== 'boolean' || !isId(id))
    throw invalidField('after', 'must be the `next` of a page of this list');
  return { matched, id };
}

/** Rows were read with `limit + 1`. */
export function queuePage<T extends QueueKey>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? encodeCursor([last.matched, last.id]) : null };
}
