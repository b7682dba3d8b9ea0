import { Injectable } from '@nestjs/common';
import type { CalendarDay } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import { schoolCalendar } from './calendar/school-calendar.js';
import type { SchoolCalendar } from './calendar/school-days.rules.js';
import type { DistrictDto } from './district/district.dto.js';
import { DistrictService } from './district/district.service.js';
import { SiteUse } from './sites/site-use.js';
import type { SiteCount } from './sites/site-use.js';
import { SitesService } from './sites/sites.service.js';

export interface SiteRef {
  id: string;
  code: string;
  name: string;
}

export interface RoomRef {
  id: string;
  code: string;
  name: string;
  siteId: string;
}

export type District = Readonly<DistrictDto>;

/** The district, its sites and rooms, for the libs above. Names of sites and rooms are no secret; what stands there is. */
@Injectable()
export class SitesFacade {
  constructor(
    private readonly sites: SitesService,
    private readonly districts: DistrictService,
    private readonly use: SiteUse,
  ) {}

  /** Records of a lib above that keep a site open: called once, when that lib starts. @param noun plural: `devices` */
  keepsOpen(noun: string, count: SiteCount): void {
    this.use.register(noun, count);
  }

  /** Name, time zone, fiscal year, profile, and the district's day. @throws DistrictNotSetUp */
  district(db: Db): Promise<District> {
    return this.districts.load(db);
  }

  /** Each id is a site inside the permission's scope, else nothing is said about any. @throws SiteNotFound */
  async require(db: Db, viewer: Viewer, permission: string, ids: readonly string[]): Promise<void> {
    await this.sites.requireAll(db, viewer, permission, ids);
  }

  /** The sites that a list's filter names, by id or code; one way for every list. @throws SiteNotFound */
  async named(
    db: Db,
    viewer: Viewer,
    permission: string,
    words: readonly string[] | undefined,
  ): Promise<string[] | undefined> {
    return words && this.sites.named(db, viewer, permission, words);
  }

  /** As `require`, for what takes up new devices: the sites stay open until the transaction ends. @throws SiteNotFound, SiteClosed */
  requireOpen(db: Db, viewer: Viewer, permission: string, ids: readonly string[]): Promise<void> {
    return this.sites.requireOpen(db, viewer, permission, ids);
  }

  /** For display, by id; unknown ids are left out. */
  async refs(db: Db, ids: readonly string[]): Promise<Map<string, SiteRef>> {
    const sites = await db.query<SiteRef>(`SELECT id, code, name FROM site WHERE id = ANY ($1::uuid[])`, [ids]);
    return new Map(sites.map((site) => [site.id, site]));
  }

  /** Open sites by their codes as typed (`lhs` finds LHS); unknown ones are left out. */
  async byCode(db: Db, codes: readonly string[]): Promise<Map<string, SiteRef>> {
    const sites = await db.query<SiteRef & { typed: string }>(
      `SELECT c.typed, s.id, s.code, s.name FROM unnest($1::text[]) AS c (typed)
       JOIN site s ON s.code_key = platform_code_key(c.typed) WHERE s.active`,
      [codes],
    );
    return new Map(sites.map(({ typed, ...site }) => [typed, site]));
  }

  /** For display, by id; unknown ids are left out. */
  async rooms(db: Db, ids: readonly string[]): Promise<Map<string, RoomRef>> {
    const rooms = await db.query<RoomRef>(
      `SELECT id, code, name, site_id AS "siteId" FROM room WHERE id = ANY ($1::uuid[])
       UNION ALL SELECT id, code, name, site_id FROM cart WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rooms.map((room) => [room.id, room]));
  }

  /** What decides which days count as school days of the site, from a day on. */
  schoolCalendar(db: Db, siteId: string, from: CalendarDay): Promise<SchoolCalendar> {
    return schoolCalendar(db, siteId, from);
  }

  /** Sites in scope whose code or name has the text in it, codes first: for the search over everything. */
  search(db: Db, viewer: Viewer, text: string, limit: number): Promise<SiteRef[]> {
    return this.sites.search(db, viewer, text, limit);
  }
}
