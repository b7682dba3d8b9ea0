export const HOLDERS = ['person', 'student', 'staff', 'room', 'cart', 'none'] as const;

const fiscalYear = (end: number): { value: string; label: string } => ({
  value: String(end),
  label: `FY ${end - 1}-${String(end).slice(2)}`,
});

/** Fiscal years by the year they end in, the newest first. */
export const purchaseYears = (year: number): { value: string; label: string }[] =>
  Array.from({ length: 12 }, (_, back) => fiscalYear(year + 1 - back));

/** The fiscal years to come. */
export const dueYears = (year: number): { value: string; label: string }[] =>
  Array.from({ length: 8 }, (_, ahead) => fiscalYear(year + 1 + ahead));
