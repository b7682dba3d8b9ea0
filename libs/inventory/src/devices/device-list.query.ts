import type { SiteScope } from '@app/platform';
import { Params } from '../shared/params.js';
import { ELSEWHERE, monthCondition, oneOf, PURCHASE_MONTH, residualConditions } from './device-conditions.js';
import type { DeviceFilter, DeviceKey, DeviceListRequest, DeviceSort } from './device-filter.js';

/**
 * SQL of the device list. Every index that serves a filter ends in the sort key, so a page is read in order from where
 * the one before ended. That holds for one value of the filter; several values (and the two columns of the scope) are
 * therefore several branches, each read in order and merged: the cost of a page is branches × limit, at any depth.
 */
export interface Statement {
  sql: string;
  values: readonly unknown[];
}

/** More branches than this cost more than one walk over the sorted index, and so many values match most rows of it. */
export const MOST_BRANCHES = 40;

interface SortColumn {
  column: string;
  type: string;
  descending: boolean;
}

export const sortColumn = (sort: DeviceSort): SortColumn => ({
  ...(sort.endsWith('tag')
    ? { column: 'd.asset_tag', type: 'text' }
    : { column: 'd.last_seen_at', type: 'timestamptz' }),
  descending: sort.startsWith('-'),
});

/** The same order for rows that are at hand: `ORDER BY` of device `d`. */
export function listOrder(sort: DeviceSort): string {
  const { column, descending } = sortColumn(sort);
  const direction = descending ? ' DESC' : '';
  // Untagged rows are last in both directions, and forward by id.
  const untagged = column === 'd.asset_tag' ? ' NULLS LAST, CASE WHEN d.asset_tag IS NULL THEN d.id END' : '';
  return `${column}${direction}${untagged}, d.id${direction}`;
}

/** Rows `{id, key}` in order; `part`: with the sort key, or those without a tag, which come last in both directions. */
export function devicePageQuery(request: DeviceListRequest, part: 'keyed' | 'untagged'): Statement {
  const params = new Params();
  const sort = sortColumn(request.sort);
  const direction = sort.descending ? ' DESC' : '';
  const limit = params.add(request.limit + 1);
  const order = part === 'keyed' ? `d_key${direction}, id${direction}` : 'id';
  const inner = part === 'keyed' ? `${sort.column}${direction}, d.id${direction}` : 'd.id';
  const position = positionOf(request.after, sort, part, params);
  const branches = branchesOf(request, params).map((branch) => {
    const where = [...branch, ...position].join(' AND ') || 'true';
    return `(SELECT d.id, ${sort.column} AS d_key FROM device d WHERE ${where} ORDER BY ${inner} LIMIT ${limit})`;
  });
  return {
    sql: `SELECT id, d_key AS key FROM (${branches.join(' UNION ALL ')}) AS b ORDER BY ${order} LIMIT ${limit}`,
    values: params.values,
  };
}

/** How many devices match, counted up to `most`. */
export function deviceCountQuery(filter: DeviceFilter, scope: SiteScope, most: number): Statement {
  const params = new Params();
  const conditions = branchesOf({ filter, scope }, params);
  const limit = params.add(most);
  const branches = conditions.map((branch) => {
    // Without an order the planner takes nearly all devices for elsewhere, and reads the table.
    const order = branch.includes(ELSEWHERE) ? ' ORDER BY d.asset_tag' : '';
    return `(SELECT 1 FROM device d WHERE ${branch.join(' AND ') || 'true'}${order} LIMIT ${limit})`;
  });
  return {
    sql: `SELECT count(*) AS total FROM (SELECT 1 FROM (${branches.join(' UNION ALL ')}) AS b LIMIT ${limit}) AS c`,
    values: params.values,
  };
}

/** Ids of all that match, or of those among some, at most `most`, in no order. */
export function deviceIdsQuery(
  filter: DeviceFilter,
  scope: SiteScope,
  most: number,
  among?: readonly string[],
): Statement {
  const params = new Params();
  const also = among ? [`d.id = ANY (${params.add(among)}::uuid[])`] : [];
  const branches = branchesOf({ filter, scope }, params).map(
    (branch) => `(SELECT d.id FROM device d WHERE ${[...also, ...branch].join(' AND ') || 'true'})`,
  );
  const limit = params.add(most);
  return { sql: `SELECT id FROM (${branches.join(' UNION ALL ')}) AS b LIMIT ${limit}`, values: params.values };
}

/** Where the page begins. Untagged rows are a part of their own, since a row comparison cannot step over NULL. */
function positionOf(after: DeviceKey | null, sort: SortColumn, part: 'keyed' | 'untagged', params: Params): string[] {
  const key = after?.key ?? null;
  if (part === 'untagged')
    return ['d.asset_tag IS NULL', ...(after && key === null ? [`d.id > ${params.add(after.id)}::uuid`] : [])];
  const present = sort.column === 'd.asset_tag' ? ['d.asset_tag IS NOT NULL'] : [];
  if (!after) return present;
  const compare = sort.descending ? '<' : '>';
  return [
    ...present,
    `(${sort.column}, d.id) ${compare} (${params.add(key)}::${sort.type}, ${params.add(after.id)}::uuid)`,
  ];
}

type Split = readonly (readonly string[])[];

const eachOf = (column: string, type: string, values: readonly unknown[], params: Params): Split =>
  values.map((value) => [`${column} = ${params.add(value)}::${type}`]);

/** The filters that an index serves, the most selective first. */
const SPLITS: readonly {
  filter: 'room' | 'site' | 'homeSite' | 'model' | 'program' | 'fundingSplit' | 'state' | 'condition';
  column: string;
  type: string;
}[] = [
  { filter: 'room', column: 'd.location_room_id', type: 'uuid' },
  { filter: 'site', column: 'd.location_site_id', type: 'uuid' },
  { filter: 'homeSite', column: 'd.home_site_id', type: 'uuid' },
  { filter: 'model', column: 'd.model_id', type: 'uuid' },
  { filter: 'program', column: 'd.program', type: 'text' },
  { filter: 'fundingSplit', column: 'd.funding_split_id', type: 'uuid' },
  { filter: 'state', column: 'd.state', type: 'text' },
  { filter: 'condition', column: 'd.condition', type: 'text' },
];

/** A site has a few thousand devices and a room a few hundred, whatever the district has; and few are elsewhere. */
const isShort = (leading: Leading): boolean =>
  leading !== null && ['room', 'site', 'homeSite', 'scope', 'elsewhere'].includes(leading);

/** Checked on the rows of a branch: without `IS TRUE` the planner would read an index of the whole district for it. */
const onRows = (conditions: readonly string[]): string[] => conditions.map((condition) => `(${condition}) IS TRUE`);

/** One list of conditions for each branch; every row that matches is in exactly one of them. */
function branchesOf({ filter, scope }: Pick<DeviceListRequest, 'filter' | 'scope'>, params: Params): Split {
  // Nothing can match; and a value that no condition names would have no type.
  if (SPLITS.some(({ filter: name }) => filter[name]?.length === 0)) return [['false']];
  const leading = leadingSplit(filter, scope);
  const rest = SPLITS.filter(({ filter: name }) => filter[name] && name !== leading);
  const scoped = leading === 'scope' ? [] : scopeConditions(filter, scope, params);
  const base = baseBranches(filter, scope, leading, params);
  const byState = rest.find(({ filter: name }) => name === 'state');
  const states = filter.state ?? [];
  const splitState =
    byState !== undefined &&
    (leading === 'site' || leading === 'scope' || leading === 'model') &&
    base.length * states.length <= MOST_BRANCHES;
  const others = [
    ...rest
      .filter(({ filter: name }) => !(splitState && name === 'state'))
      .map(({ filter: name, column, type }) => oneOf(column, type, filter[name] ?? [], params)),
    ...(leading === 'purchaseMonths' ? [] : monthCondition(filter, params)),
    ...residualConditions(filter, params),
  ];
  const stateBranches = splitState ? eachOf(byState.column, byState.type, states, params) : [[]];
  const checked = isShort(leading) ? onRows(others) : others;
  const all = base.flatMap((branch) =>
    stateBranches.map((state) => [
      ...branch,
      ...(branch.includes(ELSEWHERE) ? onRows(state) : state),
      ...checked,
      ...scoped,
    ]),
  );
  return all.length > 0 ? all : [['false']];
}

type Leading = (typeof SPLITS)[number]['filter'] | 'scope' | 'elsewhere' | 'purchaseMonths' | null;

function baseBranches(filter: DeviceFilter, scope: SiteScope, leading: Leading, params: Params): Split {
  if (leading === 'scope') return scopeBranches(scope, params);
  if (leading === 'purchaseMonths') return monthBranches(filter, params);
  if (leading === 'elsewhere') return [[ELSEWHERE]];
  return valueBranches(filter, leading, params);
}

/** From so many sites on, a filter that matches few rows is read first, and the scope checked on them. */
const SEVERAL_SITES = 4;

function leadingSplit(filter: DeviceFilter, scope: SiteScope): Leading {
  // The indexes of what may be empty leave the empty ones out.
  const few = (values: readonly unknown[] | undefined): boolean =>
    values !== undefined && values.length <= MOST_BRANCHES && !values.includes(null);
  if (few(filter.room)) return 'room';
  if (few(filter.site)) return 'site';
  if (few(filter.homeSite)) return 'homeSite';
  const several = scope === 'all' || scope.length >= SEVERAL_SITES;
  if (several && filter.elsewhere) return 'elsewhere';
  if (several && few(filter.model)) return 'model';
  if (several && few(filter.program)) return 'program';
  if (several && few(filter.fundingSplit)) return 'fundingSplit';
  if (several && filter.hold && scope !== 'all') return null;
  // The condition of `ix_device_loaner_tag`.
  if (several && filter.loanerPool) return null;
  if (scope !== 'all' && scope.length * 2 <= MOST_BRANCHES) return 'scope';
  if (few(filter.model)) return 'model';
  if (filter.purchaseMonths && filter.purchaseMonths.length <= MOST_BRANCHES) return 'purchaseMonths';
  if (few(filter.state)) return 'state';
  return filter.condition ? 'condition' : null;
}

function valueBranches(filter: DeviceFilter, leading: Leading, params: Params): Split {
  const split = SPLITS.find(({ filter: name }) => name === leading);
  return split ? eachOf(split.column, split.type, filter[split.filter] ?? [], params) : [[]];
}

/** Devices at a site of the scope; then those that belong there but are somewhere outside of it. */
function scopeBranches(scope: SiteScope, params: Params): Split {
  if (scope === 'all') return [[]];
  if (scope.length === 0) return [['false']];
  const sites = params.add(scope);
  // The first condition follows from the second, and is the one of a partial index.
  const elsewhere = [ELSEWHERE, `d.location_site_id <> ALL (${sites}::uuid[])`];
  return [
    ...eachOf('d.location_site_id', 'uuid', scope, params),
    ...eachOf('d.home_site_id', 'uuid', scope, params).map((branch) => [...branch, ...elsewhere]),
  ];
}

function scopeConditions(filter: DeviceFilter, scope: SiteScope, params: Params): string[] {
  if (scope === 'all') return [];
  const inside = (sites: readonly string[] | undefined): boolean =>
    sites !== undefined && sites.every((site) => scope.includes(site));
  if (inside(filter.site) || inside(filter.homeSite)) return [];
  const sites = params.add(scope);
  return [`(d.location_site_id = ANY (${sites}::uuid[]) OR d.home_site_id = ANY (${sites}::uuid[]))`];
}

const monthBranches = ({ purchaseMonths = [] }: DeviceFilter, params: Params): Split =>
  purchaseMonths.map((month) => [
    month === null ? `${PURCHASE_MONTH} IS NULL` : `${PURCHASE_MONTH} = ${params.add(month)}::integer`,
  ]);
