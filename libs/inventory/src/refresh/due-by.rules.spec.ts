import type { Condition } from '@app/kernel';
import { dueIn } from './due-by.rules.js';
import type { DueBy, DueModel } from './due-by.rules.js';
import { dueYear } from './due-year.rules.js';

const policy = { firstYear: 2027, fiscalYearStartMonth: 7 };
const models: DueModel[] = [null, 3, 4, 6].flatMap((cycleYears) =>
  [null, '2021-06-30', '2027-06-29', '2027-06-30', '2029-01-31'].map((supportEndsOn) => ({
    ...{ id: `${cycleYears} ${supportEndsOn}`, cycleYears, supportEndsOn },
  })),
);
const DAYS = [null, '2020-07-01', '2023-06-30', '2023-07-01', '2024-06-30', '2024-07-01', '2026-11-26'];
const CONDITIONS: Condition[] = ['A', 'D', 'F'];
const devices = models.flatMap((model) =>
  DAYS.flatMap((receivedOn) => CONDITIONS.map((condition) => ({ model, receivedOn, condition }))),
);

const isBy = (by: DueBy, { model, receivedOn, condition }: (typeof devices)[number]): boolean =>
  by.conditions.includes(condition) ||
  by.models.includes(model.id) ||
  by.received.some((each) => each.models.includes(model.id) && receivedOn !== null && receivedOn < each.before);

it.each([2027, 2028, 2029, 2030, 2034])('is due in %i whatever the rule of one device says so of', (year) => {
  const asked = dueIn(year, models, policy)!;
  const found = devices.filter((device) => isBy(asked.by, device) && !(asked.notBy && isBy(asked.notBy, device)));
  const expected = devices.filter(
    ({ model, receivedOn, condition }) => dueYear({ ...model, receivedOn, condition }, policy).year === year,
  );
  expect(found).toEqual(expected);
  expect(found.length > 0).toBe(year < 2034);
});

it('nothing is due in a year that is over', () => {
  expect(dueIn(2026, models, policy)).toBeNull();
});
