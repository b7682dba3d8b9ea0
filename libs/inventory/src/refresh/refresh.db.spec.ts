import { addDays } from '@app/kernel';
import { codeOf, everywhere, query, viewerOf, useInventory } from '../inventory.test-support.js';

const { test, inventory, given } = useInventory();
beforeAll(async () => {
  await given.district();
});

const atDesk = async (id: string): Promise<unknown> =>
  (await test.asSuperuser('SELECT inventory_refresh_due($1) AS due', [id]))[0].due;

it('takes the cycle of the model, else of its class, and says what decides', async () => {
  const site = await given.site();
  const modelId = await given.model();
  const { id } = await given.device({ modelId, homeSiteId: site, receivedOn: '2016-08-12', condition: 'B' });
  expect(await inventory.refresh.of(everywhere, id)).toMatchObject({
    ...{ reason: 'cycle', cycleYears: 4, ofModel: false, dueNow: true },
    steps: [{ reason: 'cycle', year: 2021, label: 'FY 2020-21' }, { year: null }, { year: null }],
  });
  await test.asSuperuser(`UPDATE model SET cycle_years = 20, support_ends_on = '2190-06-30' WHERE id = $1`, [modelId]);
  expect(await inventory.refresh.of(everywhere, id)).toMatchObject({ year: 2037, ofModel: true, dueNow: false });
  expect(await codeOf(inventory.refresh.of(viewerOf([], 'device:read'), id))).toBe('device.not-found');
});

it('says at the desk and in the list what the rule says', async () => {
  const site = await given.site('DUE');
  const due = new Map<string, number | null>();
  const days = [
    undefined,
    '2015-06-30',
    '2021-07-01',
    '2022-06-30',
    '2022-07-01',
    '2023-08-12',
    addDays(new Date().toISOString().slice(0, 10), -2),
  ];
  const answers = new Set<unknown>();
  for (const [cycle, support] of [
    [null, null],
    [3, '2027-06-30'],
    [20, '2026-12-31'],
    [5, '2020-12-31'],
  ]) {
    const modelId = await given.model();
    await test.asSuperuser('UPDATE model SET cycle_years = $2, support_ends_on = $3 WHERE id = $1', [
      modelId,
      cycle,
      support,
    ]);
    for (const receivedOn of days) {
      for (const condition of ['B', 'D', 'F'] as const) {
        const { id } = await given.device({ modelId, homeSiteId: site, receivedOn, condition });
        const { dueNow, label, year } = await inventory.refresh.of(everywhere, id);
        due.set(id, year);
        const said = await atDesk(id);
        expect([cycle, support, receivedOn, condition, said]).toEqual([
          cycle,
          support,
          receivedOn,
          condition,
          dueNow ? label : null,
        ]);
        answers.add(said);
      }
    }
  }
  expect(answers.size).toBe(2);
  const listed = async (...dueIn: string[]): Promise<string[]> =>
    (await inventory.list.list(everywhere, query({ site: ['DUE'], dueIn, limit: 200 }))).items
      .map(({ id }) => id)
      .sort();
  const of = (...years: number[]): string[] =>
    [...due].flatMap(([id, year]) => (year !== null && years.includes(year) ? [id] : [])).sort();
  const years = [...new Set(due.values())].filter((year) => year !== null).sort();
  expect(years.length).toBeGreaterThan(2);
  for (const year of years) expect([year, await listed(String(year))]).toEqual([year, of(year)]);
  expect(await listed('now', String(years[2]))).toEqual(of(years[0], years[2]));
  expect(await listed(String(years[0] - 1))).toEqual([]);
});
