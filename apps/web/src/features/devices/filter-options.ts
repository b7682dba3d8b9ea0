/** Fiscal years by the year they end in, the newest first. */
export const purchaseYears = (year: number): { value: string; label: string }[] =>
  Array.from({ length: 12 }, (_, back) => year + 1 - back).map((end) => ({
    value: String(end),
    label: `FY ${end - 1}-${String(end).slice(2)}`,
  }));
