import { Injectable } from '@nestjs/common';
import { AdminLog, DistrictWideOnly } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { CalendarInvalid } from '../directory.errors.js';
import { DistrictService } from '../district/district.service.js';
import { SitesService } from '../sites/sites.service.js';
import type { CalendarDayDto, CalendarDto, EditCalendarDto, HoursDto, SchoolYearDto } from './calendar.dto.js';
import { calendarFaults } from './calendar.rules.js';
import { SchoolYearsService } from './school-years.service.js';

/** The district's own calendar stands under no site. */
type Owner = string | null;

@Injectable()
export class CalendarService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly district: DistrictService,
    private readonly years: SchoolYearsService,
    private readonly log: AdminLog,
  ) {}

  /** What holds at a site: its own hours and days, and the district's where it has none. @throws SiteNotFound, SchoolYearNotFound */
  async ofSite(viewer: Viewer, siteId: string, schoolYear: string | undefined): Promise<CalendarDto> {
    const [site] = await this.sites.requireAll(this.db.read, viewer, 'site:read', [siteId]);
    return this.load(this.db.read, siteId, site.version, await this.years.find(this.db.read, schoolYear));
  }

  /** @throws SchoolYearNotFound, DistrictNotSetUp */
  async ofDistrict(schoolYear: string | undefined): Promise<CalendarDto> {
    const { version } = await this.district.load(this.db.read);
    return this.load(this.db.read, null, version, await this.years.find(this.db.read, schoolYear));
  }

  /** @throws SiteNotFound, SchoolYearNotFound, VersionConflict, CalendarInvalid */
  replaceAtSite(
    viewer: Viewer,
    siteId: string,
    schoolYear: string | undefined,
    request: EditCalendarDto,
  ): Promise<CalendarDto> {
    return this.db.transaction(async (tx) => {
      await this.sites.requireAll(tx, viewer, 'site:edit', [siteId]);
      const version = await this.sites.claimVersion(tx, siteId, request.version);
      return this.replace(tx, viewer, siteId, version, await this.years.find(tx, schoolYear), request);
    });
  }

  /** @throws DistrictWideOnly, SchoolYearNotFound, VersionConflict, CalendarInvalid */
  async replaceForDistrict(
    viewer: Viewer,
    schoolYear: string | undefined,
    request: EditCalendarDto,
  ): Promise<CalendarDto> {
    if (viewer.sitesFor('district:edit') !== 'all') throw new DistrictWideOnly('district:edit');
    return this.db.transaction(async (tx) => {
      const version = await this.district.claimVersion(tx, request.version);
      return this.replace(tx, viewer, null, version, await this.years.find(tx, schoolYear), request);
    });
  }

  private async replace(
    tx: Tx,
    viewer: Viewer,
    owner: Owner,
    version: number,
    year: SchoolYearDto,
    request: EditCalendarDto,
  ): Promise<CalendarDto> {
    const hours = request.hours ?? [];
    const faults = calendarFaults(hours, request.days, year);
    if (owner === null && hours.length === 0)
      faults.push({ field: 'hours', message: 'must be given for the district' });
    if (faults.length > 0) throw new CalendarInvalid(faults);
    const before = await this.load(tx, owner, version, year);
    await this.replaceHours(tx, owner, hours);
    await tx.execute(
      `DELETE FROM calendar_day WHERE site_id IS NOT DISTINCT FROM $1::uuid AND on_day BETWEEN $2 AND $3`,
      [owner, year.startsOn, year.endsOn],
    );
    await tx.execute(
      `INSERT INTO calendar_day (site_id, on_day, kind, closes_at, label)
       SELECT $1::uuid, d.* FROM unnest($2::date[], $3::text[], $4::time[], $5::text[]) AS d`,
      [
        owner,
        request.days.map(({ on }) => on),
        request.days.map(({ kind }) => kind),
        request.days.map(({ closesAt }) => closesAt ?? null),
        request.days.map(({ label }) => label),
      ],
    );
    const after = await this.load(tx, owner, version, year);
    const subjectKind = owner === null ? 'district' : 'site';
    await this.log.record(tx, { viewer, action: 'calendar.replaced', subjectKind, subjectId: owner, before, after });
    return after;
  }

  private async replaceHours(tx: Tx, owner: Owner, hours: readonly HoursDto[]): Promise<void> {
    await tx.execute(`DELETE FROM school_hours WHERE site_id IS NOT DISTINCT FROM $1::uuid`, [owner]);
    await tx.execute(
      `INSERT INTO school_hours (site_id, weekday, opens_at, closes_at)
       SELECT $1::uuid, h.* FROM unnest($2::smallint[], $3::time[], $4::time[]) AS h`,
      [
        owner,
        hours.map(({ weekday }) => weekday),
        hours.map(({ opensAt }) => opensAt),
        hours.map(({ closesAt }) => closesAt),
      ],
    );
  }

  private async load(db: Db, owner: Owner, version: number, schoolYear: SchoolYearDto): Promise<CalendarDto> {
    const hours = await db.query<HoursDto & { own: boolean }>(
      `SELECT weekday, to_char(opens_at, 'HH24:MI') AS "opensAt", to_char(closes_at, 'HH24:MI') AS "closesAt",
         site_id IS NOT NULL AS own
       FROM school_hours WHERE site_id IS NULL OR site_id = $1::uuid ORDER BY weekday`,
      [owner],
    );
    const days = await db.query<CalendarDayDto>(
      `SELECT DISTINCT ON (on_day) on_day AS "on", kind, to_char(closes_at, 'HH24:MI') AS "closesAt", label,
         CASE WHEN site_id IS NULL THEN 'district' ELSE 'site' END AS "from"
       FROM calendar_day WHERE (site_id IS NULL OR site_id = $1::uuid) AND on_day BETWEEN $2 AND $3
       ORDER BY on_day, site_id NULLS LAST`,
      [owner, schoolYear.startsOn, schoolYear.endsOn],
    );
    const own = hours.some((entry) => entry.own);
    return {
      schoolYear,
      version,
      hours: hours
        .filter((entry) => entry.own === own)
        .map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt })),
      hoursFrom: own ? 'site' : 'district',
      days,
    };
  }
}
