import { Injectable } from '@nestjs/common';
import { AdminLog, DistrictWideOnly } from '@app/identity';
import { Database, Jobs } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { DistrictNotSetUp, TimeZoneUnknown, VersionConflict } from '../directory.errors.js';
import type { DistrictDto, DistrictProfile, EditDistrictDto } from './district.dto.js';
import { timeZoneName } from './time-zone.rules.js';

const SELECT = `SELECT name, time_zone AS "timeZone", fiscal_year_start_month AS "fiscalYearStartMonth", profile, sample,
  directory_day(clock_timestamp()) AS today, version FROM district`;

export interface NewDistrict {
  name: string;
  timeZone: string;
  fiscalYearStartMonth: number;
  profile: DistrictProfile;
}

@Injectable()
export class DistrictService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
    private readonly jobs: Jobs,
  ) {}

  get(): Promise<DistrictDto> {
    return this.load(this.db.read);
  }

  /** @throws DistrictNotSetUp */
  async load(db: Db): Promise<DistrictDto> {
    const [district] = await db.query<DistrictDto>(SELECT);
    if (!district) throw new DistrictNotSetUp();
    return district;
  }

  /** @throws DistrictAlreadySetUp, TimeZoneUnknown */
  async create(tx: Tx, district: NewDistrict): Promise<void> {
    const timeZone = await this.knownTimeZone(tx, district.timeZone, 'district.timeZone');
    await tx.execute(
      `INSERT INTO district (name, time_zone, fiscal_year_start_month, profile) VALUES ($1, $2, $3, $4)`,
      [district.name, timeZone, district.fiscalYearStartMonth, district.profile],
    );
    await this.jobs.setTimeZone(tx, timeZone);
  }

  /** @throws DistrictNotSetUp, VersionConflict, TimeZoneUnknown, DistrictWideOnly */
  async edit(viewer: Viewer, request: EditDistrictDto): Promise<DistrictDto> {
    if (viewer.sitesFor('district:edit') !== 'all') throw new DistrictWideOnly('district:edit');
    return this.db.transaction(async (tx) => {
      await this.claimVersion(tx, request.version);
      const before = await this.load(tx);
      const timeZone =
        request.timeZone === undefined ? null : await this.knownTimeZone(tx, request.timeZone, 'timeZone');
      await tx.execute(
        `UPDATE district SET name = coalesce($1, name), time_zone = coalesce($2, time_zone),
           fiscal_year_start_month = coalesce($3, fiscal_year_start_month), profile = coalesce($4, profile)`,
        [request.name ?? null, timeZone, request.fiscalYearStartMonth ?? null, request.profile ?? null],
      );
      if (timeZone !== null) await this.jobs.setTimeZone(tx, timeZone);
      const after = await this.load(tx);
      await this.log.record(tx, {
        viewer,
        action: 'district.edited',
        subjectKind: 'district',
        subjectId: null,
        before,
        after,
      });
      return after;
    });
  }

  /**
   * Takes the district's version for an edit of the district or of its calendar; the next edit needs the new one.
   * @throws VersionConflict, DistrictNotSetUp
   */
  async claimVersion(tx: Tx, version: number): Promise<number> {
    const [taken] = await tx.query<{ version: number }>(
      `UPDATE district SET version = version + 1 WHERE version = $1 RETURNING version`,
      [version],
    );
    if (taken) return taken.version;
    throw new VersionConflict('district', (await this.load(tx)).version);
  }

  /** Node's list and the database's must both know the zone: days are computed in both. */
  private async knownTimeZone(db: Db, text: string, field: string): Promise<string> {
    const name = timeZoneName(text);
    if (name === null) throw new TimeZoneUnknown(field);
    const known = await db.query(`SELECT 1 FROM pg_timezone_names WHERE name = $1`, [name]);
    if (known.length === 0) throw new TimeZoneUnknown(field);
    return name;
  }
}
