interface Site {
  id: string;
  code: string;
}

/**
 * Where labels are printed: at the site of the address, of the top bar, or the only one. Of several none is guessed: tags
 * of a delivery would bear the name of another school.
 */
export const printSiteOf = <S extends Site>(
  sites: readonly S[],
  code: string | undefined,
  current: string | null,
): S | undefined =>
  sites.find((site) => site.code === code) ??
  sites.find(({ id }) => id === current) ??
  (sites.length === 1 ? sites[0] : undefined);
