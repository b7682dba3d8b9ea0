import type { DeviceListRequest } from './device-filter.js';
import { deviceCountQuery, devicePageQuery, MOST_BRANCHES } from './device-list.query.js';
import { purchaseMonthsOf } from './purchase-months.rules.js';

const ask = (request: Partial<DeviceListRequest> = {}) =>
  devicePageQuery({ ...{ filter: {}, scope: 'all', sort: 'tag', after: null, limit: 10 }, ...request }, 'keyed');
const branches = (sql: string): number => sql.split('FROM device d').length - 1;
const many = Array.from({ length: 60 }, (_unused, i) => `site-${i}`);

/** Every `$n` of the text has its value, and every value is used. */
const boundPlaces = (sql: string): number[] =>
  [...new Set([...sql.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)))].sort((a, b) => a - b);

describe('branches of a page', () => {
  it.each<[string, Partial<DeviceListRequest>, number]>([
    ['no filter', {}, 1],
    ['one state', { filter: { state: ['missing'] } }, 1],
    ['three states', { filter: { state: ['missing', 'lost', 'stolen'] } }, 3],
    ['two sites of three states', { filter: { site: ['a', 'b'], state: ['missing', 'lost', 'stolen'] } }, 6],
    ['the scope of a clerk: here, and ours elsewhere', { scope: ['a'] }, 2],
    ['a clerk and two states', { scope: ['a'], filter: { state: ['missing', 'lost'] } }, 4],
    ['a clerk and a filter on that site', { scope: ['a'], filter: { site: ['a'] } }, 1],
    ['half the district: one walk', { scope: many }, 1],
    ['a fiscal year is twelve months', { filter: { purchaseMonths: purchaseMonthsOf(['2026'], 7) } }, 12],
    ['more values than branches are worth', { filter: { model: many } }, 1],
    ['a model in two states', { filter: { model: ['a'], state: ['missing', 'lost'] } }, 2],
    ['a model, elsewhere', { filter: { model: ['a'], elsewhere: true } }, 1],
    ['a site that no code names', { filter: { site: [] } }, 1],
  ])('%s', (_name, request, count) => {
    const { sql, values } = ask(request);
    expect(branches(sql)).toBe(count);
    expect(count).toBeLessThanOrEqual(MOST_BRANCHES);
    expect(boundPlaces(sql)).toEqual(values.map((_value, i) => i + 1));
  });

  it('matches nothing for nobody, and for a site that does not exist', () => {
    expect(ask({ scope: [] }).sql).toContain('WHERE false');
    expect(ask({ filter: { site: [] } }).sql).toContain('WHERE false');
  });

  it('checks the scope when the filter does not imply it', () => {
    expect(ask({ scope: ['a'], filter: { site: ['a'] } }).sql).not.toContain('OR d.home_site_id');
    expect(ask({ scope: ['a'], filter: { site: ['a', 'b'] } }).sql).toContain('OR d.home_site_id');
    expect(ask({ scope: ['a'], filter: { homeSite: ['b'] } }).sql).toContain('OR d.home_site_id');
  });
});

describe('position', () => {
  const after = { key: 'CB-9', id: '01980000-0000-7000-8000-000000000001' };

  it.each([
    ['tag', '(d.asset_tag, d.id) >', 'ORDER BY d.asset_tag, d.id'],
    ['-tag', '(d.asset_tag, d.id) <', 'ORDER BY d.asset_tag DESC, d.id DESC'],
    ['lastSeen', '(d.last_seen_at, d.id) >', 'ORDER BY d.last_seen_at, d.id'],
    ['-lastSeen', '(d.last_seen_at, d.id) <', 'ORDER BY d.last_seen_at DESC, d.id DESC'],
  ] as const)('%s', (sort, comparison, order) => {
    const { sql } = ask({ sort, after });
    expect(sql).toContain(comparison);
    expect(sql).toContain(order);
  });

  it('leaves rows without a tag to the part of their own', () => {
    expect(ask().sql).toContain('d.asset_tag IS NOT NULL');
    const untagged = devicePageQuery(
      { filter: {}, scope: 'all', sort: 'tag', after: { ...after, key: null }, limit: 10 },
      'untagged',
    );
    expect(untagged.sql).toContain('d.asset_tag IS NULL AND d.id >');
  });

  it('never writes a value into the text', () => {
    const { sql } = ask({
      after: { key: "x'; DROP TABLE device", id: after.id },
      filter: { model: ["'"], seenBefore: "'" },
    });
    expect(sql).not.toContain("x'");
    expect(sql).not.toContain('DROP');
  });
});

it('keeps the planner from an index of the whole district where a site leads', () => {
  expect(ask({ filter: { site: ['a'], model: ['b'] } }).sql).toMatch(/\(d\.model_id = \$\d::uuid\) IS TRUE/);
  expect(ask({ filter: { model: ['b'] } }).sql).not.toContain('IS TRUE');
});

it('counts with every filter, capped', () => {
  const { sql, values } = deviceCountQuery(
    { state: ['missing'], hold: ['legal'], purchaseMonths: [null, 24_300] },
    ['a'],
    1001,
  );
  expect(boundPlaces(sql)).toEqual(values.map((_value, i) => i + 1));
  expect(values.at(-1)).toBe(1001);
  expect(sql).toContain('d.purchased_on IS NULL');
});

it.each([
  ['2026', 7, 2025 * 12 + 6, 2026 * 12 + 5],
  ['2026', 1, 2026 * 12, 2026 * 12 + 11],
])('fiscal year %s from month %i', (year, startMonth, first, last) => {
  const months = purchaseMonthsOf([year], startMonth);
  expect([months[0], months.at(-1), months.length]).toEqual([first, last, 12]);
  expect(purchaseMonthsOf(['unknown'], startMonth)).toEqual([null]);
});
