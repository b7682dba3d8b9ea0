import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { AccessLog } from '@app/identity';
import { InventoryFacade } from '@app/inventory';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { ALL_LEAVING, DUE_BY_CLEARANCE, DUE_ON, OVERDUE } from '../loans/loan.sql.js';
import { holdersOf, NOBODY_KNOWN } from '../shared/holders.js';
import { schoolDaysLate } from './late.rules.js';
import type { ListedLoanDto, LoanList, LoanListDto, NoShowsDto } from './lists.dto.js';

/** More than a school has; a list that is longer is not read in a morning. */
const MOST_ROWS = 2_000;

/** What is due when the school closes. */
const IN_LIST: Record<LoanList, string> = { loaners: `l.type IN ('daily', 'in-school')`, overdue: OVERDUE };

/** The beginning of the present school year; without one, of the last twelve months. */
const YEAR_START = `coalesce((SELECT starts_on FROM school_year WHERE directory_day(clock_timestamp()) BETWEEN starts_on AND ends_on),
  directory_day(clock_timestamp()) - 365)`;

const LATE_RETURNS = `(SELECT count(*)::int FROM loan o WHERE o.person_id = ANY (directory_person_ids(p.id)) AND NOT o.corrected
  AND o.returned_at IS NOT NULL AND o.loaned_at >= year.start
  AND coalesce(o.returned_at > o.due_at, directory_day(o.returned_at) > o.due_on, false))`;

type Row = Omit<ListedLoanDto, 'device' | 'borrower' | 'daysLate'> & {
  deviceId: string;
  personId: string;
  roomId: null;
};

@Injectable()
export class ListsService {
  constructor(
    private readonly db: Database,
    readonly people: PeopleFacade,
    readonly sites: SitesFacade,
    private readonly inventory: InventoryFacade,
    private readonly accessLog: AccessLog,
  ) {}

  /** As the page shows it, which is written down like an export. @throws SiteNotFound outside `person:read` */
  async loans(viewer: Viewer, list: LoanList, siteId: string): Promise<LoanListDto> {
    const found = await this.readLoans(viewer, list, siteId);
    await this.note(viewer, 'GET /api/v1/lists/loans', siteId, list, found.items.length);
    return found;
  }

  /** As the page shows it, which is written down like an export. @throws SiteNotFound outside `person:read` */
  async noShows(viewer: Viewer, siteId: string, by?: string): Promise<NoShowsDto> {
    const found = await this.readNoShows(viewer, siteId, by);
    await this.note(viewer, 'GET /api/v1/lists/no-shows', siteId, 'no-shows', found.items.length);
    return found;
  }

  /** Open loans of people, handed out at the site, by homeroom. Whoever reads writes it down. @throws SiteNotFound */
  async readLoans(viewer: Viewer, list: LoanList, siteId: string): Promise<LoanListDto> {
    const db = this.db.read;
    await this.sites.require(db, viewer, 'person:read', [siteId]);
    const rows = await db.query<Row>(
      `WITH year AS MATERIALIZED (SELECT ${YEAR_START} AS start)
       SELECT l.id, l.type, l.device_id AS "deviceId", p.id AS "personId", NULL AS "roomId", p.grade, p.homeroom,
         p.do_not_contact_reason IS NOT NULL AS "doNotContact", l.loaned_at AS "loanedAt", ${DUE_ON} AS "dueOn",
         ${DUE_BY_CLEARANCE} AS "dueByClearance", ${OVERDUE} AS overdue,
         ${LATE_RETURNS} AS "lateReturns"
       FROM year, loan l JOIN person asked ON asked.id = l.person_id JOIN person p ON p.id = coalesce(asked.merged_into_id, asked.id)
       ${ALL_LEAVING}
       WHERE l.site_id = $1 AND l.returned_at IS NULL AND ${IN_LIST[list]}
       ORDER BY length(p.grade), p.grade, p.homeroom COLLATE natural_order NULLS LAST, p.homeroom, p.sort_name, l.id LIMIT ${MOST_ROWS + 1}`,
      [siteId],
    );
    const shown = rows.slice(0, MOST_ROWS);
    return { items: await this.named(db, viewer, siteId, shown), capped: rows.length > MOST_ROWS };
  }

  /** Students who are to take a device home and have had none this year. Whoever reads writes it down. @throws SiteNotFound */
  async readNoShows(viewer: Viewer, siteId: string, by?: string): Promise<NoShowsDto> {
    const db = this.db.read;
    await this.sites.require(db, viewer, 'person:read', [siteId]);
    const rows = await db.query<{ id: string; reservedTag: string | null }>(
      `WITH year AS MATERIALIZED (SELECT ${YEAR_START} AS start)
       SELECT p.id, circulation_reserved_tags(p.id) ->> 0 AS "reservedTag"
       FROM year, directory.v_student v JOIN person p ON p.id = v.id
       LEFT JOIN LATERAL (SELECT g.limit_one_to_one FROM program g JOIN school_year y ON y.id = g.school_year_id
         WHERE g.site_id = p.primary_site_id AND g.grade = p.grade AND directory_day(clock_timestamp()) BETWEEN y.starts_on AND y.ends_on) g ON true
       WHERE v.site_id = $1 AND coalesce(g.limit_one_to_one, 1) > 0
         AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.person_id = ANY (directory_person_ids(p.id)) AND NOT l.corrected
           AND l.type NOT IN ('daily', 'in-school') AND (l.returned_at IS NULL OR l.loaned_at >= year.start)
           AND directory_day(l.loaned_at) <= coalesce($2::date, directory_day(clock_timestamp())))
       ORDER BY length(p.grade), p.grade, p.homeroom COLLATE natural_order NULLS LAST, p.homeroom, p.sort_name, p.id LIMIT ${MOST_ROWS + 1}`,
      [siteId, by ?? null],
    );
    const shown = rows.slice(0, MOST_ROWS);
    const people = await this.people.rows(
      db,
      viewer,
      shown.map(({ id }) => id),
    );
    const byId = new Map(people.map((person) => [person.id, person]));
    const items = shown.flatMap(({ id, reservedTag }) => {
      const person = byId.get(id);
      return person ? [{ person, reservedTag }] : [];
    });
    return { items, capped: rows.length > MOST_ROWS };
  }

  private note(viewer: Viewer, route: string, siteId: string, list: string, rowCount: number): Promise<void> {
    return this.accessLog.record(this.db.read, {
      viewer,
      action: 'list.viewed',
      siteId,
      route,
      rowCount,
      detail: { list },
    });
  }

  private async named(db: Db, viewer: Viewer, siteId: string, rows: readonly Row[]): Promise<ListedLoanDto[]> {
    const { today } = await this.sites.district(db);
    const first = rows.reduce((earliest, { dueOn }) => (dueOn && dueOn < earliest ? dueOn : earliest), today);
    const calendar = await this.sites.schoolCalendar(db, siteId, first);
    const devices = await this.inventory.rows(db, viewer, [...new Set(rows.map(({ deviceId }) => deviceId))]);
    const byId = new Map(devices.map((device) => [device.id, device]));
    const borrowers = await holdersOf(db, viewer, this, rows);
    return rows.flatMap(({ deviceId, personId: _personId, roomId: _roomId, ...row }, index) => {
      const device = byId.get(deviceId);
      const daysLate = row.overdue && row.dueOn ? schoolDaysLate(calendar, row.dueOn, today) : 0;
      return device ? [{ ...row, device, borrower: borrowers[index] ?? NOBODY_KNOWN, daysLate }] : [];
    });
  }
}
