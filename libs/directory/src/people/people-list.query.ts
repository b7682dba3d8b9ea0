import { Params } from '../shared/params.js';
import { agreementCondition } from './agreement.sql.js';
import type { AgreementState } from './agreement.sql.js';
import { PERSON_FIELDS, PERSON_SITE } from './person.sql.js';
import type { PersonKind, PersonState } from './person.dto.js';

export interface PeopleFilter {
  /** `null`: the whole district, people without a site too. */
  siteIds: readonly string[] | null;
  /** Any of the values; each filter narrows the others. */
  grade?: readonly string[];
  homeroom?: readonly string[];
  kind?: readonly PersonKind[];
  state?: readonly PersonState[];
  agreement?: readonly AgreementState[];
  /** SQL about person `p`: the site asks for an agreement. */
  agreementAsked?: string;
}

export interface PeoplePage {
  /** The last person of the page before: a cursor stands in an address, so it carries no name. */
  after: string | null;
  descending: boolean;
  limit: number;
}

export interface Statement {
  sql: string;
  values: readonly unknown[];
}

/** More walks than this cost more than checking the filter on the rows of each site. */
const MOST_WALKS = 200;

/** Filters with an index that ends in the name, alone and behind a site; the more selective first. */
const WALKED = ['homeroom', 'grade'] as const;

interface Walk {
  where: string[];
  /** By name and id of the row that is called so. */
  order: (row: string) => string;
  limit: string;
}

/** People of a filter in the order of their names, one more than the page holds. */
export function pageStatement(filter: PeopleFilter, { after, descending, limit }: PeoplePage): Statement {
  const params = new Params();
  const direction = descending ? 'DESC' : 'ASC';
  const conditions = ['p.merged_into_id IS NULL'];
  if (after) {
    const beyond = descending ? '<' : '>';
    const last = `${params.add(after)}::uuid`;
    conditions.push(`(p.sort_name, p.id) ${beyond} ((SELECT l.sort_name FROM person l WHERE l.id = ${last}), ${last})`);
  }
  const order = (row: string): string => `ORDER BY ${row}.sort_name ${direction}, ${row}.id ${direction}`;
  const walk = { where: conditions, order, limit: params.add(limit + 1) };
  const sql = `SELECT ${PERSON_FIELDS}
    FROM (SELECT c.id, c.sort_name FROM (${candidates(filter, walk, params)}) AS c ${order('c')} LIMIT ${walk.limit}) AS k
    JOIN person p ON p.id = k.id ${PERSON_SITE} ${order('k')}`;
  return { sql, values: params.values };
}

/** How many people the filter has, counted no further than `most + 1`. */
export function countStatement(filter: PeopleFilter, most: number): Statement {
  const params = new Params();
  const where = ['p.merged_into_id IS NULL', ...conditionsOf(filter, params)].join(' AND ');
  const limit = params.add(most + 1);
  const sql = `SELECT count(*)::int AS count FROM (${countable(filter, where, params)} LIMIT ${limit}) AS k`;
  return { sql, values: params.values };
}

/** In no order, so that it ends as soon as there are enough; guests last, since finding them costs most. */
function countable({ siteIds }: PeopleFilter, where: string, params: Params): string {
  if (siteIds === null) return `SELECT 1 FROM person p WHERE ${where}`;
  const sites = `${params.add(siteIds)}::uuid[]`;
  return `SELECT 1 FROM person p WHERE p.primary_site_id = ANY (${sites}) AND ${where}
    UNION ALL SELECT 1 FROM (${guests(sites)}) AS guest
      CROSS JOIN LATERAL (SELECT 1 FROM person p WHERE p.id = guest.id AND ${where} OFFSET 0) AS g`;
}

/** People who have one of the sites beside another primary one. */
const guests = (sites: string): string =>
  `SELECT ps.person_id AS id FROM person_site ps WHERE ps.site_id = ANY (${sites})
    EXCEPT SELECT q.id FROM person q WHERE q.primary_site_id = ANY (${sites})`;

function conditionsOf(filter: PeopleFilter, params: Params, except?: string): string[] {
  const { agreement, agreementAsked } = filter;
  const signed = agreement ? [agreementCondition(agreement, agreementAsked)] : [];
  const named = (['homeroom', 'grade', 'kind', 'state'] as const).flatMap((name) => {
    const values = filter[name];
    if (!values || name === except) return [];
    const [only] = values;
    return values.length === 1 ? `p.${name} = ${params.add(only)}` : `p.${name} = ANY (${params.add(values)}::text[])`;
  });
  return [...named, ...signed];
}

const distinct = (values: readonly string[], type: 'uuid' | 'text', params: Params): string =>
  `(SELECT DISTINCT value FROM unnest(${params.add(values)}::${type}[]) AS u (value))`;

/**
 * The first rows in order, from each index that has them in order: one walk for each site and each value of the leading
 * filter, since a walk over several of them at once would have to sort them all; and the few people who have one of the
 * sites beside another primary one. OFFSET 0 keeps these a loop: the planner takes them for as many as the sites have
 * people.
 */
function candidates(filter: PeopleFilter, { where, order, limit }: Walk, params: Params): string {
  const { siteIds } = filter;
  const leading = WALKED.find((name) => {
    const walks = (filter[name]?.length ?? 0) * (siteIds?.length ?? 1);
    return walks > 0 && walks <= MOST_WALKS;
  });
  const sources = [
    ...(siteIds ? [`${distinct(siteIds, 'uuid', params)} AS w (site_id)`] : []),
    ...(leading ? [`${distinct(filter[leading] ?? [], 'text', params)} AS v (value)`] : []),
  ];
  const conditions = [
    ...where,
    ...(siteIds ? ['p.primary_site_id = w.site_id'] : []),
    ...(leading ? [`p.${leading} = v.value`] : []),
    ...conditionsOf(filter, params, leading),
  ];
  const walked = `SELECT p.id, p.sort_name FROM person p WHERE ${conditions.join(' AND ')} ${order('p')} LIMIT ${limit}`;
  if (sources.length === 0) return walked;
  const here = `SELECT h.id, h.sort_name FROM ${sources.join(' CROSS JOIN ')} CROSS JOIN LATERAL (${walked}) AS h`;
  if (!siteIds) return here;
  const guest = [...where, ...conditionsOf(filter, params)].join(' AND ');
  return `${here}
    UNION ALL
    SELECT o.id, o.sort_name FROM (
      SELECT g.id, g.sort_name FROM (${guests(`${params.add(siteIds)}::uuid[]`)}) AS guest
      CROSS JOIN LATERAL (SELECT p.id, p.sort_name FROM person p WHERE p.id = guest.id AND ${guest} OFFSET 0) AS g
      ${order('g')} LIMIT ${limit}) AS o`;
}
