import type { Page } from '@app/kernel';
import { decodeCursor, encodeCursor } from '@app/kernel';
import { invalidField } from '@app/platform';

/** Of a log that is read newest first by its id: one row more than the page was asked for. */
export function logPage<T extends { id: number }>(rows: readonly T[], limit: number): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit), next: last ? encodeCursor([last.id]) : null };
}

/** The id after which the page begins; null for the first page. */
export function logCursor(after: string | undefined): number | null {
  if (after === undefined) return null;
  const [id] = decodeCursor(after, 1) ?? [];
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw invalidField('after', 'must be the `next` of a page');
  return id;
}
