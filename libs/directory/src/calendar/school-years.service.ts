import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { AdminLog, DistrictWideOnly } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { SchoolYearNotFound, SchoolYearOrder } from '../directory.errors.js';
import { DistrictService } from '../district/district.service.js';
import type { EditSchoolYearDto, NewSchoolYearDto, SchoolYearDto } from './calendar.dto.js';

const FIELDS = `id, label, starts_on AS "startsOn", ends_on AS "endsOn"`;

@Injectable()
export class SchoolYearsService {
  constructor(
    private readonly db: Database,
    private readonly district: DistrictService,
    private readonly log: AdminLog,
  ) {}

  /** All of them, the newest first: one a year. */
  async list(): Promise<Page<SchoolYearDto>> {
    const items = await this.db.read.query<SchoolYearDto>(`SELECT ${FIELDS} FROM school_year ORDER BY starts_on DESC`);
    return { items, next: null };
  }

  /** @throws DistrictWideOnly, SchoolYearOrder, SchoolYearOverlaps, SchoolYearLabelTaken */
  async create(viewer: Viewer, request: NewSchoolYearDto): Promise<SchoolYearDto> {
    if (viewer.sitesFor('district:edit') !== 'all') throw new DistrictWideOnly('district:edit');
    return this.db.transaction(async (tx) => {
      const year = await this.insert(tx, request);
      const subject = { subjectKind: 'school-year', subjectId: year.id };
      await this.log.record(tx, { viewer, action: 'school-year.created', ...subject, after: year });
      return year;
    });
  }

  /**
   * Under the version of the district, like its calendar. Days off that fall out of the year stay with their date.
   * @throws DistrictWideOnly, SchoolYearNotFound, VersionConflict, SchoolYearOrder, SchoolYearOverlaps, SchoolYearLabelTaken
   */
  async edit(viewer: Viewer, id: string, request: EditSchoolYearDto): Promise<SchoolYearDto> {
    if (viewer.sitesFor('district:edit') !== 'all') throw new DistrictWideOnly('district:edit');
    return this.db.transaction(async (tx) => {
      await this.district.claimVersion(tx, request.version);
      const before = await this.find(tx, id);
      const label = request.label ?? before.label;
      const startsOn = request.startsOn ?? before.startsOn;
      const endsOn = request.endsOn ?? before.endsOn;
      if (endsOn <= startsOn) throw new SchoolYearOrder();
      const [after] = await tx.query<SchoolYearDto>(
        `UPDATE school_year SET label = $2, starts_on = $3, ends_on = $4 WHERE id = $1 RETURNING ${FIELDS}`,
        [id, label, startsOn, endsOn],
      );
      const subject = { subjectKind: 'school-year', subjectId: id };
      await this.log.record(tx, { viewer, action: 'school-year.edited', ...subject, before, after });
      return after;
    });
  }

  /** @throws SchoolYearOrder at `field`, SchoolYearOverlaps, SchoolYearLabelTaken */
  async insert(tx: Tx, { label, startsOn, endsOn }: NewSchoolYearDto, field = 'endsOn'): Promise<SchoolYearDto> {
    if (endsOn <= startsOn) throw new SchoolYearOrder(field);
    const [year] = await tx.query<SchoolYearDto>(
      `INSERT INTO school_year (label, starts_on, ends_on) VALUES ($1, $2, $3) RETURNING ${FIELDS}`,
      [label, startsOn, endsOn],
    );
    return year;
  }

  /** The year by id; without one the year of today, else the next, else the last. @throws SchoolYearNotFound */
  async find(db: Db, id: string | undefined): Promise<SchoolYearDto> {
    const [year] = await db.query<SchoolYearDto>(
      id === undefined
        ? `SELECT ${FIELDS} FROM school_year, directory_day(clock_timestamp()) AS today
           ORDER BY ends_on >= today DESC, CASE WHEN ends_on >= today THEN starts_on END, ends_on DESC LIMIT 1`
        : `SELECT ${FIELDS} FROM school_year WHERE id = $1`,
      id === undefined ? [] : [id],
    );
    if (!year) throw new SchoolYearNotFound();
    return year;
  }
}
