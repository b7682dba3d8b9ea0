import type { Params } from './params.js';

/**
 * The SET list of an edit: only the fields that the request names, each with its column from a fixed map (never a name
 * that came with the request). An empty string when nothing is named.
 */
export function changedColumns<T extends object>(
  columns: Readonly<Partial<Record<keyof T & string, string>>>,
  request: T,
  params: Params,
): string {
  return (Object.entries(columns) as [keyof T & string, string][])
    .filter(([field]) => request[field] !== undefined)
    .map(([field, column]) => `, ${column} = ${params.add(request[field])}`)
    .join('');
}
