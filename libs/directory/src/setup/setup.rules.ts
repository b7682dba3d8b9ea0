import { codeKey } from '@app/kernel';

/** Places in the list of the sites whose code an earlier one has already. */
export function repeatedCodes(sites: readonly { code: string }[]): number[] {
  const keys = sites.map(({ code }) => codeKey(code));
  return keys.flatMap((key, place) => (keys.indexOf(key) < place ? [place] : []));
}
