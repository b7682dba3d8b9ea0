/** Fiscal years by the year they end in, the newest first, and purchases without a day. */
export const purchaseYears = (year: number): { value: string; label: string }[] => [
  ...Array.from({ length: 12 }, (_, back) => year + 1 - back).map((end) => ({
    value: String(end),
    label: `FY ${end - 1}-${String(end).slice(2)}`,
  })),
  { value: 'unknown', label: 'not known' },
];
