import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { HomeroomListDto } from './homeroom.dto.js';
import { HomeroomsService } from './homerooms.service.js';

@ApiTags('directory')
@Controller()
export class HomeroomsController {
  constructor(private readonly homerooms: HomeroomsService) {}

  @Get('sites/:id/homerooms')
  @RequirePermission('person:read')
  @ApiOperation({ operationId: 'listHomerooms', summary: 'Homerooms of a site and how many students each has' })
  @ApiOkResponse({ type: HomeroomListDto })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @IdParam() siteId: string): Promise<HomeroomListDto> {
    return this.homerooms.list(viewer, siteId);
  }
}
