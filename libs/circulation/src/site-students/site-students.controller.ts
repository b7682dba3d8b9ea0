import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PeoplePageDto } from '@app/directory';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CollectionDto } from './collection.dto.js';
import { CollectionService } from './collection.service.js';
import { SiteStudentsQuery } from './site-students.dto.js';
import { SiteStudentsService } from './site-students.service.js';

@ApiTags('circulation')
@Controller('sites/:id')
export class SiteStudentsController {
  constructor(
    private readonly students: SiteStudentsService,
    private readonly collections: CollectionService,
  ) {}

  @Get('students')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listSiteStudents', summary: 'Enrolled students with or without a device, by name' })
  @ApiOkResponse({ type: PeoplePageDto })
  @ApiProblem(404, 'site.not-found')
  list(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() query: SiteStudentsQuery,
  ): Promise<PeoplePageDto> {
    return this.students.list(viewer, id, query);
  }

  @Get('collection')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'getSiteCollection', summary: '1:1 devices taken back and still out, by grade' })
  @ApiOkResponse({ type: CollectionDto })
  @ApiProblem(404, 'site.not-found')
  collection(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<CollectionDto> {
    return this.collections.ofSite(viewer, id);
  }
}
