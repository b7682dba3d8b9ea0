import { DEVICE_HEADS } from '@app/kernel';
import type { ExportKey } from '../../lib/export-keys.js';
import { listParam, type UrlState } from '../../lib/use-url-state.js';

/** Every column of the list, in the order of the menu. */
export const COLUMNS = DEVICE_HEADS;
export type ColumnId = keyof typeof COLUMNS;
export const COLUMN_IDS = Object.keys(COLUMNS) as ColumnId[];

export const USUAL_COLUMNS: readonly ColumnId[] = [
  'state',
  'tag',
  'model',
  'serial',
  'holder',
  'site',
  'condition',
  'seen',
];

export const DENSITIES = { compact: 32, normal: 40, roomy: 48 } as const;
export type Density = keyof typeof DENSITIES;
export const DENSITY_NAMES = Object.keys(DENSITIES) as Density[];

/** The columns of the address in its order, each once; the tag is always there. */
export function columnsOf(url: UrlState): ColumnId[] {
  const wanted = [...new Set(listParam(url.cols))].filter((id): id is ColumnId => id in COLUMNS);
  if (wanted.length === 0) return [...USUAL_COLUMNS];
  return wanted.includes('tag') ? wanted : ['tag', ...wanted];
}

/** What else a cell shows: holds stand behind the condition, another home behind the site. */
const ALSO: Partial<Record<ColumnId, readonly ExportKey<'devices'>[]>> = { condition: ['holds'], site: ['home'] };

/** The same in a file. What has a column of its own stands there. */
export function fileColumns(url: UrlState): ExportKey<'devices'>[] {
  const ids: readonly ExportKey<'devices'>[] = columnsOf(url);
  return columnsOf(url).flatMap((id) => [id, ...(ALSO[id] ?? []).filter((key) => !ids.includes(key))]);
}

/** What stands in the address for these columns; nothing for the usual ones. */
export const columnsParam = (ids: readonly ColumnId[]): string | null =>
  ids.join() === USUAL_COLUMNS.join() ? null : ids.join();

export const densityOf = (url: UrlState, kept: string | null): Density =>
  DENSITY_NAMES.find((name) => name === url.density) ?? DENSITY_NAMES.find((name) => name === kept) ?? 'normal';

/** The column one place up or down. */
export function movedColumn(ids: readonly ColumnId[], id: ColumnId, by: -1 | 1): ColumnId[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const next = ids.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

/** What of the address is the look of the list, as far as it is understood: for the notice of what is not. */
export function lookQuery(url: UrlState): Record<string, unknown> {
  const { view, peek, density } = url;
  const cols = listParam(url.cols).filter((id) => id in COLUMNS);
  return {
    ...(cols.length > 0 ? { cols } : {}),
    ...(density && density in DENSITIES ? { density } : {}),
    ...(view ? { view } : {}),
    ...(peek ? { peek } : {}),
  };
}
