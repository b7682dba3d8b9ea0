/**
 * The months of some fiscal years, as the index of devices by month of purchase numbers them: `year * 12 + month - 1`.
 * `null` stands for devices without a day of purchase.
 * @param years fiscal years by the year they end in, or `unknown`
 * @param startMonth 1–12, the first month of a fiscal year
 */
export function purchaseMonthsOf(years: readonly string[], startMonth: number): (number | null)[] {
  return years.flatMap((word) => {
    if (word === 'unknown') return [null];
    const firstYear = startMonth === 1 ? Number(word) : Number(word) - 1;
    const first = firstYear * 12 + startMonth - 1;
    return Array.from({ length: 12 }, (_unused, month) => first + month);
  });
}
