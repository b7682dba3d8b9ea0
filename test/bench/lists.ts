/** A list that is read in pages. `$site`, `$room`, `$code`, `$model`, `$fund`, `$day`, `$recent` and `$year` stand for values of the volume. */
export interface List {
  name: string;
  path: string;
  /** The same rows in SQL, to find where a page of this depth begins. */
  from: string;
  order: string;
  /** What the list's own cursor holds, as SQL: no name stands in an address. */
  cursor: readonly string[];
  /** What of it a clerk of the site sees. */
  scope: string;
}

/** What is read whole: a list for a morning, the number of a view, a pasted list. */
export interface Whole {
  name: string;
  path: string;
  /** For a POST that only reads; `$tags` stands for a list of codes. */
  body?: string;
}

const AT_SITE = `d.location_site_id = '$site'`;
const OF_SITE = `d.home_site_id = '$site'`;
const PERSON_AT_SITE = `d.primary_site_id = '$site'`;

const LAST_SEEN = `to_char(d.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function device(name: string, query: string, where: string): List {
  const [, direction] = /sort=(-?)lastSeen/.exec(query) ?? [];
  const sort = direction === '-' ? ' DESC' : '';
  return {
    name: `devices ${name}`,
    path: `/api/v1/devices?limit=100${query === '' ? '' : `&${query}`}`,
    from: `device d WHERE d.asset_tag IS NOT NULL AND ${where}`,
    order: direction === undefined ? 'd.asset_tag, d.id' : `d.last_seen_at${sort}, d.id${sort}`,
    cursor: [direction === undefined ? 'd.asset_tag' : LAST_SEEN, 'd.id'],
    scope: `(${AT_SITE} OR ${OF_SITE})`,
  };
}

const people = { order: 'd.sort_name, d.id', cursor: ['d.id'], scope: PERSON_AT_SITE };

const person = (name: string, query: string, where: string): List => ({
  name: `people ${name}`,
  path: `/api/v1/people?limit=100${query === '' ? '' : `&${query}`}`,
  from: `person d WHERE d.merged_into_id IS NULL AND ${where}`,
  ...people,
});

const clearance = (name: string, query: string, where: string): List => ({
  name: `clearances ${name}`,
  path: `/api/v1/clearances?limit=100${query}`,
  from: `clearance d JOIN person p ON p.id = d.person_id WHERE d.state = 'open' AND ${where}`,
  order: 'd.due_on, d.id',
  cursor: ['d.due_on::text', 'd.id'],
  scope: `d.site_id = '$site'`,
});

const LOANED = `to_char(d.loaned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const loan = (name: string, query: string, where: string): List => ({
  name: `loans ${name}`,
  path: `/api/v1/loans?limit=100${query}`,
  from: `loan d WHERE NOT d.corrected AND ${where}`,
  order: 'd.loaned_at DESC, d.id DESC',
  cursor: [LOANED, 'd.id'],
  scope: `d.site_id = '$site'`,
});

const missing = (name: string, query: string, where: string): List => ({
  name: `missing cases ${name}`,
  path: `/api/v1/missing-cases?limit=100${query}`,
  from: `missing_case d WHERE ${where}`,
  order: 'd.next_due_on, d.id DESC',
  cursor: ['d.next_due_on::text', 'd.id'],
  scope: `d.site_id = '$site'`,
});

const OVERDUE = 'd.id IN (SELECT l.device_id FROM loan l WHERE l.returned_at IS NULL AND l.due_on < current_date)';
const PAST = 'd.model_id IN (SELECT id FROM model WHERE support_ends_on < current_date)';
const IN_USE = 'received,in-stock,deployed,in-repair,in-transit';
const sql = (words: string): string => `('${words.split(',').join("', '")}')`;
const OF_FUND = `d.funding_split_id IN (SELECT l.split_id FROM funding_split_line l WHERE l.funding_source_id = '$fund')`;
const PRESENT = 'in-stock,deployed,in-repair';

/** Filters that a clerk uses as well as an administrator. */
const ANYWHERE: readonly List[] = [
  device('all', '', 'true'),
  device('by last seen', 'sort=-lastSeen', 'true'),
  device('of a state', 'state=in-stock', `d.state = 'in-stock'`),
  device('of two states', 'state=missing,in-repair', `d.state IN ('missing', 'in-repair')`),
  device('of a state by last seen', 'state=deployed&sort=-lastSeen', `d.state = 'deployed'`),
  device('of a model', 'model=$model', `d.model_id = '$model'`),
  device('of a model by last seen', 'model=$model&sort=-lastSeen', `d.model_id = '$model'`),
  device('in a condition', 'condition=D', `d.condition = 'D'`),
  device('on hold', 'hold=damaged', `d.holds && '{damaged}'`),
  device('of people', 'holder=person', 'd.holder_person_id IS NOT NULL'),
  device('elsewhere', 'elsewhere=true', 'd.home_site_id <> d.location_site_id'),
  device('not seen since', 'seenBefore=$day', `d.last_seen_at < '$day'`),
  device('of a state and model', 'state=in-stock&model=$model', `d.state = 'in-stock' AND d.model_id = '$model'`),
  device('of a rare state and model', 'state=missing&model=$model', `d.state = 'missing' AND d.model_id = '$model'`),
  device('of a state and condition', 'state=in-stock&condition=D', `d.state = 'in-stock' AND d.condition = 'D'`),
  device('overdue', 'overdue=true', OVERDUE),
  device('not overdue', 'overdue=false', `NOT (${OVERDUE})`),
  device('missing or stolen', 'state=missing,stolen', `d.state IN ('missing', 'stolen')`),
  device('of the loaner pool', 'loanerPool=true', 'd.loaner_pool'),
  device('past support', `support=past&state=${IN_USE}`, `${PAST} AND d.state IN ${sql(IN_USE)}`),
  device(
    'unseen',
    `seenBefore=$recent&state=${PRESENT}&sort=lastSeen`,
    `d.last_seen_at < '$recent' AND d.state IN ${sql(PRESENT)}`,
  ),
  device(
    'purchased in a year',
    'purchasedIn=$year',
    `d.purchased_on BETWEEN '$year-07-01'::date - 365 AND '$year-06-30'`,
  ),
  device('not in two states', 'stateNot=deployed,retired', `d.state NOT IN ('deployed', 'retired')`),
  device('not of a model', 'modelNot=$model', `d.model_id <> '$model'`),
  device('not in two conditions', 'conditionNot=A,B', `d.condition NOT IN ('A', 'B')`),
  device('not on hold', 'holdNot=damaged', `NOT d.holds && '{damaged}'`),
  device('not of people', 'holderNot=person', 'd.holder_person_id IS NULL'),
  device('of a program', 'program=classroom', `d.program = 'classroom'`),
  device('not of a program', 'programNot=one-to-one', `d.program IS DISTINCT FROM 'one-to-one'`),
  device('bought by a source', 'funding=$fund', OF_FUND),
  device('not bought by a source', 'fundingNot=$fund', `NOT (${OF_FUND})`),
  device(
    'seen between two days',
    'seenAfter=$day&seenBefore=$recent',
    `d.last_seen_at >= '$day' AND d.last_seen_at < '$recent'`,
  ),
  // Where a page begins is nearly the same among all that are worn.
  device('due this year', 'dueIn=now', `d.condition IN ('D', 'F')`),
  person('all', '', 'true'),
  person('of a grade', 'grade=7', `d.grade = '7'`),
  person('of a homeroom', 'homeroom=H7', `d.homeroom = 'H7'`),
  person('staff', 'kind=staff', `d.kind = 'staff'`),
  person('withdrawn', 'state=withdrawn', `d.state = 'withdrawn'`),
  clearance('open', '', 'true'),
  clearance('overdue', '&overdue=true', 'd.overdue_on <= current_date'),
  clearance(
    'of a homeroom',
    '&homeroom=H2,H3,H4,H5,H6,H7,H8,H9',
    `p.homeroom IN ('H2', 'H3', 'H4', 'H5', 'H6', 'H7', 'H8', 'H9')`,
  ),
  loan('all', '', 'true'),
  loan('overdue', '&state=overdue', 'd.returned_at IS NULL AND d.due_on < current_date'),
  missing('all', '', 'true'),
  missing('stolen', '&kind=stolen', `d.kind = 'stolen'`),
];

const AT_ONE_SITE: readonly List[] = [
  device('at a site', 'site=$code', AT_SITE),
  device('at a site by last seen', 'site=$code&sort=-lastSeen', AT_SITE),
  device('of a site', 'homeSite=$code', OF_SITE),
  device('of a site by last seen', 'homeSite=$code&sort=-lastSeen', OF_SITE),
  device('at a site, of a state', 'site=$code&state=in-stock', `${AT_SITE} AND d.state = 'in-stock'`),
  device('at a site, of a model', 'site=$code&model=$model', `${AT_SITE} AND d.model_id = '$model'`),
  device('of a site and state', 'homeSite=$code&state=in-stock', `${OF_SITE} AND d.state = 'in-stock'`),
  device('of a site, of people', 'homeSite=$code&holder=person', `${OF_SITE} AND d.holder_person_id IS NOT NULL`),
  device('at a site, of people', 'site=$code&holder=person', `${AT_SITE} AND d.holder_person_id IS NOT NULL`),
  device('at a site, of nobody', 'site=$code&holder=none', `${AT_SITE} AND d.holder_person_id IS NULL`),
  device('at a site, overdue', 'site=$code&overdue=true', `${AT_SITE} AND ${OVERDUE}`),
  device('at a site, of the loaner pool', 'site=$code&loanerPool=true', `${AT_SITE} AND d.loaner_pool`),
  device(
    'at a site, past support',
    `site=$code&support=past&state=${IN_USE}`,
    `${AT_SITE} AND ${PAST} AND d.state IN ${sql(IN_USE)}`,
  ),
  device('in a room', 'room=$room', `d.location_room_id = '$room'`),
  device('not in a room', 'site=$code&roomNot=$room', `${AT_SITE} AND d.location_room_id IS DISTINCT FROM '$room'`),
  device('not at a site', 'siteNot=$code', `d.location_site_id <> '$site'`),
  device('not of a site', 'homeSiteNot=$code', `d.home_site_id <> '$site'`),
  device('at a site, not seen since', 'site=$code&seenBefore=$day', `${AT_SITE} AND d.last_seen_at < '$day'`),
  person('at a site', 'site=$site', PERSON_AT_SITE),
  person('at a site, of a grade', 'site=$site&grade=7', `${PERSON_AT_SITE} AND d.grade = '7'`),
  person('at a site, of a homeroom', 'site=$site&homeroom=H7', `${PERSON_AT_SITE} AND d.homeroom = 'H7'`),
  person('at a site, withdrawn', 'site=$site&state=withdrawn', `${PERSON_AT_SITE} AND d.state = 'withdrawn'`),
  person('at a site, staff', 'site=$site&kind=staff', `${PERSON_AT_SITE} AND d.kind = 'staff'`),
  clearance('of a site', '&site=$site', `d.site_id = '$site'`),
  {
    name: 'students of a site without a device',
    path: '/api/v1/sites/$site/students?limit=100&device=without',
    from: `directory.v_student v JOIN person d ON d.id = v.id WHERE v.site_id = '$site'
      AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.person_id = d.id AND l.returned_at IS NULL)`,
    ...people,
  },
  {
    name: 'overdue loans of a site',
    path: '/api/v1/sites/$site/loans?limit=100&overdue=true',
    from: `loan d WHERE d.site_id = '$site' AND d.returned_at IS NULL AND d.due_on < current_date`,
    order: 'd.due_on, d.id',
    cursor: ['d.due_on::text', 'd.id'],
    scope: 'true',
  },
];

export const LISTS = [...ANYWHERE, ...AT_ONE_SITE];

const number = (view: string, query: string): Whole => ({
  name: `number of the view ${view}`,
  path: `/api/v1/device-count?exact=true&${query}`,
});

export const WHOLE: readonly Whole[] = [
  { name: 'morning list, overdue', path: '/api/v1/lists/loans?list=overdue&siteId=$site' },
  { name: 'morning list, loaners out', path: '/api/v1/lists/loans?list=loaners&siteId=$site' },
  { name: 'no-shows', path: '/api/v1/lists/no-shows?siteId=$site' },
  number('Overdue', 'overdue=true'),
  number('Loaner pool', 'loanerPool=true'),
  number('Not seen 90 days', `seenBefore=$recent&state=${PRESENT}&sort=lastSeen`),
  number('Due this FY', `dueIn=now&state=${IN_USE}`),
  { name: 'devices due in a year that has none', path: '/api/v1/devices?limit=100&dueIn=2049' },
  number('Past support', `support=past&state=${IN_USE}`),
  { name: 'pasted list of 500 tags', path: '/api/v1/device-lookups', body: '{"codes":$tags}' },
];
