/** Open, and its time has passed: the time of the day where it has one, else the whole day in the district's zone. */
export const overdueOn = (today: string): string =>
  `(l.returned_at IS NULL AND coalesce(l.due_at < clock_timestamp(), l.due_on < ${today}, false))`;
export const OVERDUE = overdueOn('directory_day(clock_timestamp())');

/** The columns of `LoanDto` but the borrower; `l` is the loan, `s` its site. */
export const LOAN_FIELDS = `l.id, l.device_id AS "deviceId", l.person_id AS "personId", coalesce(l.room_id, l.cart_id) AS "roomId", l.type,
  jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site, l.loaned_at AS "loanedAt", l.due_on AS "dueOn", l.due_at AS "dueAt",
  ${OVERDUE} AS overdue, l.returned_at AS "returnedAt", l.closed_as AS "closedAs"`;

export const LOAN_SITE = 'JOIN site s ON s.id = l.site_id';
