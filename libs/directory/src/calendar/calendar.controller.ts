import { Body, Controller, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission, SignedIn, pageOf } from '@app/platform';
import type { Viewer } from '@app/platform';
import {
  CalendarDto,
  CalendarQuery,
  EditCalendarDto,
  EditSchoolYearDto,
  NewSchoolYearDto,
  SchoolYearDto,
} from './calendar.dto.js';
import { CalendarService } from './calendar.service.js';
import { SchoolYearsService } from './school-years.service.js';

@ApiTags('directory')
@Controller()
export class CalendarController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly years: SchoolYearsService,
  ) {}

  @Get('sites/:id/calendar')
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'getSiteCalendar', summary: 'Hours and days that hold at a site' })
  @ApiOkResponse({ type: CalendarDto })
  @ApiProblem(404, 'site.not-found', 'school-year.not-found')
  ofSite(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Query() { schoolYear }: CalendarQuery,
  ): Promise<CalendarDto> {
    return this.calendar.ofSite(viewer, siteId, schoolYear);
  }

  @Put('sites/:id/calendar')
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'replaceSiteCalendar', summary: "Replace a site's own hours and days" })
  @ApiOkResponse({ type: CalendarDto })
  @ApiProblem(404, 'site.not-found', 'school-year.not-found')
  @ApiProblem(409, 'site.version-conflict')
  @ApiProblem(422, 'calendar.invalid')
  replaceAtSite(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Query() { schoolYear }: CalendarQuery,
    @Body() body: EditCalendarDto,
  ): Promise<CalendarDto> {
    return this.calendar.replaceAtSite(viewer, siteId, schoolYear, body);
  }

  @Get('district/calendar')
  @SignedIn()
  @ApiOperation({ operationId: 'getDistrictCalendar', summary: 'Hours and days of the district' })
  @ApiOkResponse({ type: CalendarDto })
  @ApiProblem(404, 'school-year.not-found', 'district.not-set-up')
  ofDistrict(@Query() { schoolYear }: CalendarQuery): Promise<CalendarDto> {
    return this.calendar.ofDistrict(schoolYear);
  }

  @Put('district/calendar')
  @RequirePermission('district:edit')
  @ApiOperation({ operationId: 'replaceDistrictCalendar', summary: 'Replace the hours and days of the district' })
  @ApiOkResponse({ type: CalendarDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'school-year.not-found', 'district.not-set-up')
  @ApiProblem(409, 'district.version-conflict')
  @ApiProblem(422, 'calendar.invalid')
  replaceForDistrict(
    @CurrentViewer() viewer: Viewer,
    @Query() { schoolYear }: CalendarQuery,
    @Body() body: EditCalendarDto,
  ): Promise<CalendarDto> {
    return this.calendar.replaceForDistrict(viewer, schoolYear, body);
  }

  @Get('school-years')
  @SignedIn()
  @ApiOperation({ operationId: 'listSchoolYears', summary: 'School years, the newest first' })
  @ApiOkResponse({ type: pageOf(SchoolYearDto) })
  listYears(): Promise<Page<SchoolYearDto>> {
    return this.years.list();
  }

  @Post('school-years')
  @RequirePermission('district:edit')
  @ApiOperation({ operationId: 'createSchoolYear', summary: 'Add a school year' })
  @ApiCreatedResponse({ type: SchoolYearDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'school-year.overlaps', 'school-year.label-taken')
  @ApiProblem(422, 'school-year.order')
  createYear(@CurrentViewer() viewer: Viewer, @Body() body: NewSchoolYearDto): Promise<SchoolYearDto> {
    return this.years.create(viewer, body);
  }

  @Patch('school-years/:id')
  @RequirePermission('district:edit')
  @ApiOperation({ operationId: 'editSchoolYear', summary: 'Change the days or the name of a school year' })
  @ApiOkResponse({ type: SchoolYearDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'school-year.not-found', 'district.not-set-up')
  @ApiProblem(409, 'district.version-conflict', 'school-year.overlaps', 'school-year.label-taken')
  @ApiProblem(422, 'school-year.order')
  editYear(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditSchoolYearDto,
  ): Promise<SchoolYearDto> {
    return this.years.edit(viewer, id, body);
  }
}
