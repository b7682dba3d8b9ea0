interface DistrictClock {
  /** `2026-08-10 09:41:07`. */
  text(instant: string): string;
}

/** Instants as the district's clock shows them, in an order that sorts. */
export function clockOf(timeZone: string): DistrictClock {
  // Sweden writes the day first and in full, the time without a day half.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return { text: (instant) => format.format(new Date(instant)) };
}
