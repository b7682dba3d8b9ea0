import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import type { SchoolYearDto } from '../calendar/calendar.dto.js';
import { SchoolYearsService } from '../calendar/school-years.service.js';
import { ProgramGradeTwice } from '../directory.errors.js';
import { SitesService } from '../sites/sites.service.js';
import type { EditProgramsDto, NewProgramDto, ProgramDto, ProgramsDto } from './program.dto.js';

@Injectable()
export class ProgramsService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly years: SchoolYearsService,
    private readonly log: AdminLog,
  ) {}

  /** @throws SiteNotFound, SchoolYearNotFound */
  async list(viewer: Viewer, siteId: string, schoolYearId: string | undefined): Promise<ProgramsDto> {
    const [site] = await this.sites.requireAll(this.db.read, viewer, 'site:read', [siteId]);
    return this.load(this.db.read, siteId, site.version, await this.years.find(this.db.read, schoolYearId));
  }

  /** @throws SiteNotFound, SchoolYearNotFound, VersionConflict, ProgramGradeTwice */
  async replace(
    viewer: Viewer,
    siteId: string,
    schoolYearId: string | undefined,
    { version, programs }: EditProgramsDto,
  ): Promise<ProgramsDto> {
    const repeated = programs.findIndex(({ grade }, index) => programs.findIndex((p) => p.grade === grade) < index);
    if (repeated >= 0) throw new ProgramGradeTwice(repeated);
    return this.db.transaction(async (tx) => {
      await this.sites.requireAll(tx, viewer, 'site:edit', [siteId]);
      const claimed = await this.sites.claimVersion(tx, siteId, version);
      const year = await this.years.find(tx, schoolYearId);
      const before = await this.load(tx, siteId, claimed, year);
      await this.write(tx, siteId, year, programs);
      const after = await this.load(tx, siteId, claimed, year);
      const subject = { subjectKind: 'site', subjectId: siteId };
      await this.log.record(tx, { viewer, action: 'programs.replaced', ...subject, before, after });
      return after;
    });
  }

  private async write(tx: Tx, siteId: string, year: SchoolYearDto, programs: readonly NewProgramDto[]): Promise<void> {
    const grades = programs.map(({ grade }) => grade);
    await tx.execute(`DELETE FROM program WHERE site_id = $1 AND school_year_id = $2 AND grade <> ALL ($3::text[])`, [
      siteId,
      year.id,
      grades,
    ]);
    await tx.execute(
      `INSERT INTO program AS p (site_id, school_year_id, grade, kind, limit_one_to_one, limit_daily, limit_long, limit_in_school, limit_summer)
       SELECT $1::uuid, $2::uuid, w.*
         FROM unnest($3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::smallint[], $8::smallint[], $9::smallint[]) AS w
       ON CONFLICT ON CONSTRAINT uq_program DO UPDATE SET kind = excluded.kind,
         limit_one_to_one = excluded.limit_one_to_one, limit_daily = excluded.limit_daily,
         limit_long = excluded.limit_long, limit_in_school = excluded.limit_in_school, limit_summer = excluded.limit_summer,
         version = p.version + 1`,
      [
        siteId,
        year.id,
        grades,
        programs.map(({ kind }) => kind),
        programs.map(({ limitOneToOne }) => limitOneToOne),
        programs.map(({ limitDaily }) => limitDaily),
        programs.map(({ limitLong }) => limitLong),
        programs.map(({ limitInSchool }) => limitInSchool),
        programs.map(({ limitSummer }) => limitSummer),
      ],
    );
  }

  private async load(db: Db, siteId: string, version: number, schoolYear: SchoolYearDto): Promise<ProgramsDto> {
    const programs = await db.query<ProgramDto>(
      `SELECT grade, kind, limit_one_to_one AS "limitOneToOne", limit_daily AS "limitDaily", limit_long AS "limitLong",
         limit_in_school AS "limitInSchool", limit_summer AS "limitSummer"
       FROM program WHERE site_id = $1 AND school_year_id = $2
       ORDER BY grade ~ '^[0-9]+$', CASE WHEN grade ~ '^[0-9]{1,3}$' THEN grade::int END, grade`,
      [siteId, schoolYear.id],
    );
    return { schoolYear, version, programs };
  }
}
