import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { EditProgramsDto, ProgramsDto, ProgramsQuery } from './program.dto.js';
import { ProgramsService } from './programs.service.js';

@ApiTags('directory')
@Controller('sites/:id/programs')
export class ProgramsController {
  constructor(private readonly programs: ProgramsService) {}

  @Get()
  @RequirePermission('site:read')
  @ApiOperation({ operationId: 'listPrograms', summary: 'Loan limits of a site by grade, for a school year' })
  @ApiOkResponse({ type: ProgramsDto })
  @ApiProblem(404, 'site.not-found', 'school-year.not-found')
  list(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Query() { schoolYearId }: ProgramsQuery,
  ): Promise<ProgramsDto> {
    return this.programs.list(viewer, siteId, schoolYearId);
  }

  @Put()
  @RequirePermission('site:edit')
  @ApiOperation({ operationId: 'replacePrograms', summary: 'Replace the programs of a site for a school year' })
  @ApiOkResponse({ type: ProgramsDto })
  @ApiProblem(404, 'site.not-found', 'school-year.not-found')
  @ApiProblem(409, 'site.version-conflict')
  @ApiProblem(422, 'program.grade-twice')
  replace(
    @CurrentViewer() viewer: Viewer,
    @IdParam() siteId: string,
    @Query() { schoolYearId }: ProgramsQuery,
    @Body() body: EditProgramsDto,
  ): Promise<ProgramsDto> {
    return this.programs.replace(viewer, siteId, schoolYearId, body);
  }
}
