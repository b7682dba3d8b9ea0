export interface Placed {
  id: string;
  site: { code: string } | null;
}

/** The site of all who are chosen, where their labels are printed; none where they are of several. */
export function onlySiteOf(people: readonly Placed[], ids: readonly string[]): string | undefined {
  const chosen = new Set(ids);
  const sites = new Set(people.filter(({ id }) => chosen.has(id)).map(({ site }) => site?.code));
  return sites.size === 1 ? [...sites][0] : undefined;
}
