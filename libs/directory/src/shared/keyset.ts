import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { invalidField } from '@app/platform';

/** The last row of the page before: its sort key and its id. */
export interface NameKey {
  name: string;
  id: string;
}

/** @throws RequestRefused 400 naming `after` for a cursor that is none of ours */
export function nameKeyOf(after: string | undefined): NameKey | null {
  if (after === undefined) return null;
  const [name, id] = decodeCursor(after, 2) ?? [];
  if (typeof name !== 'string' || !isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return { name, id };
}

/** Rows were read with `limit + 1`: the extra one says that there is a next page. */
export function pageByName<T>(rows: readonly T[], limit: number, keyOf: (row: T) => NameKey): Page<T> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  if (last === undefined) return { items, next: null };
  const { name, id } = keyOf(last);
  return { items, next: encodeCursor([name, id]) };
}

/** The id of the last row, for lists whose sort key must not stand in an address. @throws RequestRefused 400 naming `after` */
export function idKeyOf(after: string | undefined): string | null {
  if (after === undefined) return null;
  const [id] = decodeCursor(after, 1) ?? [];
  if (!isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return id;
}

/** The same as `pageByName` for a cursor that is an id alone. */
export function pageById<T extends { id: string }>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? encodeCursor([last.id]) : null };
}
