import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade, totalOf } from '@app/directory';
import { AccessLog } from '@app/identity';
import { InventoryFacade } from '@app/inventory';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { holdersOf, NOBODY_KNOWN } from '../shared/holders.js';
import type { DeviceLoansPageDto, LoanDto, PersonLoanDto, PersonLoansPageDto, SiteLoansDto } from './loan.dto.js';
import { ALL_LEAVING, DUE_ON, LOAN_FIELDS, LOAN_SITE, OVERDUE, overdueOn, SITE_LOANS_SITE } from './loan.sql.js';

const LATE = overdueOn('now.today');

const OF_PERSON = `FROM loan l ${LOAN_SITE} WHERE l.person_id = ANY (directory_person_ids($1)) AND NOT l.corrected
  AND ($2::boolean IS NULL OR (l.returned_at IS NULL) = $2)`;
const OF_SITE = `FROM loan l ${SITE_LOANS_SITE}
  WHERE l.site_id = $1 AND l.returned_at IS NULL AND ($2::boolean IS NULL OR ${OVERDUE} = $2)`;

export type LoanRow = Omit<LoanDto, 'borrower'> & { personId: string | null; roomId: string | null };

interface PageRequest {
  after?: string;
  limit: number;
}

@Injectable()
export class LoansService {
  constructor(
    private readonly db: Database,
    readonly people: PeopleFacade,
    readonly sites: SitesFacade,
    private readonly inventory: InventoryFacade,
    private readonly accessLog: AccessLog,
  ) {}

  /** Who had the device, newest first. Corrected loans are left out: they never took place. @throws DeviceNotFound */
  async ofDevice(viewer: Viewer, deviceId: string, { after, limit }: PageRequest): Promise<DeviceLoansPageDto> {
    const db = this.db.read;
    const seq = seqOf(after);
    await this.inventory.require(db, viewer, deviceId);
    const rows = await db.query<LoanRow & { seq: number }>(
      `SELECT ${LOAN_FIELDS}, l.opened_seq AS seq FROM loan l ${LOAN_SITE}
       WHERE l.device_id = $1 AND l.opened_seq < $2 AND NOT l.corrected ORDER BY l.opened_seq DESC LIMIT $3`,
      [deviceId, seq, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const items = await this.named(
      db,
      viewer,
      page.map(({ seq: _seq, ...row }) => row),
    );
    return { items, next: last ? encodeCursor([last.seq]) : null };
  }

  /** What a person has and had. @throws PersonNotFound outside `person:read` */
  async ofPerson(
    viewer: Viewer,
    personId: string,
    request: PageRequest & { open?: boolean },
  ): Promise<PersonLoansPageDto> {
    const db = this.db.read;
    const position = personPosition(request.after);
    const { id, primarySiteId } = await this.people.require(db, viewer, 'person:read', personId);
    await this.accessLog.look(db, {
      viewer,
      action: 'loans.viewed',
      personId: id,
      siteId: primarySiteId,
      route: 'GET /api/v1/people/:id/loans',
    });
    const rows = await db.query<LoanRow>(
      `SELECT ${LOAN_FIELDS} ${OF_PERSON}
         AND ($3::boolean IS NULL OR (l.returned_at IS NOT NULL) > $3
           OR ((l.returned_at IS NOT NULL) = $3 AND (l.loaned_at, l.id) < ($4::timestamptz, $5::uuid)))
       ORDER BY l.returned_at IS NOT NULL, l.loaned_at DESC, l.id DESC LIMIT $6`,
      [
        id,
        request.open ?? null,
        position?.over ?? null,
        position?.loanedAt ?? null,
        position?.id ?? null,
        request.limit + 1,
      ],
    );
    const page = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? page.at(-1) : undefined;
    const next = last ? encodeCursor([last.returnedAt !== null, last.loanedAt, last.id]) : null;
    const total = await totalOf(db, OF_PERSON, [id, request.open ?? null]);
    return { items: await this.shown(db, viewer, page), next, total };
  }

  /** @throws SiteNotFound outside `device:read` */
  async counts(viewer: Viewer, siteId: string): Promise<SiteLoansDto> {
    const db = this.db.read;
    await this.sites.require(db, viewer, 'device:read', [siteId]);
    const [counts] = await db.query<SiteLoansDto>(
      `WITH now AS MATERIALIZED (SELECT directory_day(clock_timestamp()) AS today)
       SELECT l.*, s.* FROM (
         SELECT count(l.id) AS open, count(*) FILTER (WHERE ${LATE}) AS overdue,
           count(*) FILTER (WHERE ${DUE_ON} = now.today AND NOT ${LATE}) AS "dueToday"
         FROM now LEFT JOIN loan l ON l.site_id = $1 AND l.returned_at IS NULL ${ALL_LEAVING}) AS l
       CROSS JOIN (
         SELECT count(*) FILTER (WHERE v.holds) AS "studentsWithDevice", count(*) FILTER (WHERE NOT v.holds) AS "studentsWithoutDevice"
         FROM (SELECT EXISTS (SELECT 1 FROM circulation.v_borrower b WHERE b.person_id = v.id) AS holds
           FROM directory.v_student v WHERE v.site_id = $1) AS v) AS s`,
      [siteId],
    );
    return counts;
  }

  /** Open loans of a site, the first due first: a list of people, as those of the morning are. @throws SiteNotFound outside `person:read` */
  async ofSite(
    viewer: Viewer,
    siteId: string,
    request: PageRequest & { overdue?: boolean },
  ): Promise<PersonLoansPageDto> {
    const db = this.db.read;
    const position = duePosition(request.after);
    await this.sites.require(db, viewer, 'person:read', [siteId]);
    const rows = await db.query<LoanRow>(
      `SELECT ${LOAN_FIELDS} ${OF_SITE}
         AND ($3::uuid IS NULL OR (coalesce(${DUE_ON}, 'infinity'), l.id) > (coalesce($4::date, 'infinity'), $3))
       ORDER BY coalesce(${DUE_ON}, 'infinity'), l.id LIMIT $5`,
      [siteId, request.overdue ?? null, position?.id ?? null, position?.dueOn ?? null, request.limit + 1],
    );
    const page = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? page.at(-1) : undefined;
    const items = await this.shown(db, viewer, page);
    const total = await totalOf(db, OF_SITE, [siteId, request.overdue ?? null]);
    return { items, next: last ? encodeCursor([last.dueOn, last.id]) : null, total };
  }

  /** Loans with their devices and borrowers, as this viewer may see them. */
  async shown(db: Db, viewer: Viewer, rows: readonly LoanRow[]): Promise<PersonLoanDto[]> {
    return this.withDevices(db, viewer, await this.named(db, viewer, rows));
  }

  private async withDevices(db: Db, viewer: Viewer, loans: readonly LoanDto[]): Promise<PersonLoanDto[]> {
    const rows = await this.inventory.rows(db, viewer, [...new Set(loans.map(({ deviceId }) => deviceId))]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return loans.flatMap((loan) => {
      const device = byId.get(loan.deviceId);
      return device ? [{ ...loan, device }] : [];
    });
  }

  /** Borrowers as this viewer may see them. */
  private async named(db: Db, viewer: Viewer, rows: readonly LoanRow[]): Promise<LoanDto[]> {
    const holders = await holdersOf(db, viewer, this, rows);
    return rows.map(({ personId: _personId, roomId: _roomId, ...loan }, index) => ({
      ...loan,
      borrower: holders[index] ?? NOBODY_KNOWN,
    }));
  }
}

const wrongCursor = () => invalidField('after', 'must be the `next` of a page of this list');
export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;
const LAST_SEQ = 2_147_483_647;

function seqOf(after: string | undefined): number {
  if (after === undefined) return LAST_SEQ;
  const [seq] = decodeCursor(after, 1) ?? [];
  if (typeof seq !== 'number' || !Number.isInteger(seq) || seq < 1 || seq > LAST_SEQ) throw wrongCursor();
  return seq;
}

function personPosition(after: string | undefined): { over: boolean; loanedAt: string; id: string } | null {
  if (after === undefined) return null;
  const [over, loanedAt, id] = decodeCursor(after, 3) ?? [];
  if (typeof over !== 'boolean' || typeof loanedAt !== 'string' || !INSTANT.test(loanedAt) || !isId(id))
    throw wrongCursor();
  return { over, loanedAt, id };
}

function duePosition(after: string | undefined): { dueOn: string | null; id: string } | null {
  if (after === undefined) return null;
  const [dueOn, id] = decodeCursor(after, 2) ?? [];
  if ((dueOn !== null && !(typeof dueOn === 'string' && /^\d{4}-\d\d-\d\d$/.test(dueOn))) || !isId(id))
    throw wrongCursor();
  return { dueOn: dueOn, id };
}
