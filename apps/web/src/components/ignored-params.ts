import { listParam, type UrlState } from '../lib/use-url-state.js';

/** Parameters of the address that a list did not understand, wholly or in part: for a notice instead of an error page. */
export function ignoredParams(url: UrlState, query: object): string[] {
  const used = new Map<string, unknown>(Object.entries(query));
  return Object.keys(url).filter((name) => {
    const value = used.get(name);
    if (value === undefined) return true;
    return Array.isArray(value) && value.length < new Set(listParam(url[name]).map((word) => word.trim())).size;
  });
}
