/** The columns of `MissingCaseDto` but device and holder; `c` is the case, `s` its site. */
export const CASE_FIELDS = `c.id, c.device_id AS "deviceId", c.holder_person_id AS "personId", c.holder_room_id AS "roomId",
  c.holder_cart_id AS "cartId", c.holder_cart_slot AS "cartSlot", c.kind, c.state,
  c.opened_as AS "openedAs", jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site, c.reported_at AS "reportedAt",
  c.notified_on AS "notifiedOn", c.last_seen_on AS "lastSeenOn", c.next_step AS "nextStep", nullif(c.next_due_on, 'infinity') AS "nextDueOn",
  c.next_due_on < directory_day(clock_timestamp()) AS overdue,
  c.state = 'open' AND EXISTS (SELECT 1 FROM write_off w WHERE w.case_id = c.id AND w.state = 'proposed') AS "writeOffPending",
  c.closed_at AS "closedAt", c.closed_as AS "closedAs"`;

export const CASE_SITE = 'JOIN site s ON s.id = c.site_id';

/** A case is in scope by the sites of its device, or by that where the device went missing; `place` is the bound list, NULL for all. */
export const caseInScope = (place: string): string =>
  `(${place}::uuid[] IS NULL OR c.site_id = ANY (${place}) OR d.home_site_id = ANY (${place}) OR d.location_site_id = ANY (${place}))`;

/** With more of them a walk over all cases in their order soon has a page. */
const FEW_SITES = 5;

/** The same for a list: of a few sites their own cases are found first, by the case's site and by the devices' sites. */
export const casesInScope = (sites: readonly string[] | null, place: string): string =>
  sites === null || sites.length > FEW_SITES
    ? caseInScope(place)
    : `c.id IN (SELECT m.id FROM missing_case m WHERE m.site_id = ANY (${place}::uuid[])
        UNION ALL SELECT m.id FROM device e JOIN missing_case m ON m.device_id = e.id WHERE e.home_site_id = ANY (${place})
        UNION ALL SELECT m.id FROM device e JOIN missing_case m ON m.device_id = e.id WHERE e.location_site_id = ANY (${place}))`;
