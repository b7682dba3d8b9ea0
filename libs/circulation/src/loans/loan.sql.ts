/** Lines of devices that an open clearance still waits for: `i` is the line, `c` its clearance. */
const WAITED_FOR = `clearance_item i JOIN public.clearance c ON c.id = i.clearance_id AND c.state = 'open'
  WHERE i.kind = 'device' AND i.state = 'owed'`;

const DAYS = 'min(c.due_on) AS due_on, min(c.overdue_on) AS late_on';

/**
 * What a clearance says of loan `l` when its borrower leaves: the last day, and the first one on which it is late, after the school
 * days of grace. Nulls without an open one. One look into an index for each loan, so the page of a list comes first.
 */
export const LEAVING = `LEFT JOIN LATERAL (SELECT ${DAYS} FROM public.${WAITED_FOR} AND i.loan_id = l.id) AS leaving ON true`;

/** The same for a school's loans: all that clearances wait for is read once, and most loans are not in it. */
export const ALL_LEAVING = `LEFT JOIN (SELECT i.loan_id, ${DAYS} FROM public.${WAITED_FOR} GROUP BY i.loan_id) AS leaving
  ON leaving.loan_id = l.id`;

/** Whoever leaves gives back on the last day what would have been due later, or on no day. */
export const DUE_BY_CLEARANCE = `(l.returned_at IS NULL AND leaving.due_on < coalesce(l.due_on, 'infinity')) IS TRUE`;
export const DUE_ON = `CASE WHEN ${DUE_BY_CLEARANCE} THEN leaving.due_on ELSE l.due_on END`;
export const DUE_AT = `CASE WHEN NOT (${DUE_BY_CLEARANCE}) THEN l.due_at END`;

/** The day is asked for once: as a plain expression the clock would be read for every loan. */
const TODAY = '(SELECT directory_day(clock_timestamp()))';

const ownTimePassed = (today: string): string => `coalesce(l.due_at < clock_timestamp(), l.due_on < ${today}, false)`;

/**
 * Open, and its time has passed: the time of the day where it has one, else the whole day in the district's zone; or it is late by
 * the clearance of the borrower. Needs `LEAVING` or `ALL_LEAVING`.
 */
export const overdueOn = (today: string): string =>
  `(l.returned_at IS NULL AND (${ownTimePassed(today)} OR coalesce(leaving.late_on <= ${today}, false)))`;
export const OVERDUE = overdueOn(TODAY);

/** `OVERDUE` from the other end: the few loans themselves, by the index of days and by the clearances that are open. */
export const OVERDUE_LOANS = `SELECT l.device_id, l.id AS loan_id, l.site_id FROM public.loan l
    WHERE l.returned_at IS NULL AND l.due_on <= ${TODAY} AND ${ownTimePassed(TODAY)}
  UNION ALL
  SELECT l.device_id, l.id, l.site_id FROM public.loan l
    WHERE l.returned_at IS NULL AND NOT ${ownTimePassed(TODAY)}
      AND l.id IN (SELECT i.loan_id FROM public.${WAITED_FOR} AND c.overdue_on <= ${TODAY})`;

/** The columns of `LoanDto` but the borrower; `l` is the loan, `s` its site. */
export const LOAN_FIELDS = `l.id, l.device_id AS "deviceId", l.person_id AS "personId", coalesce(l.room_id, l.cart_id) AS "roomId", l.type,
  jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site, l.loaned_at AS "loanedAt", ${DUE_ON} AS "dueOn",
  ${DUE_AT} AS "dueAt", ${DUE_BY_CLEARANCE} AS "dueByClearance", ${OVERDUE} AS overdue, l.returned_at AS "returnedAt",
  l.closed_as AS "closedAs"`;

/** What `LOAN_FIELDS` reads beside the loan. */
const SITE = 'JOIN site s ON s.id = l.site_id';
export const LOAN_SITE = `${SITE} ${LEAVING}`;
export const SITE_LOANS_SITE = `${SITE} ${ALL_LEAVING}`;
