import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { SystemDto } from './system.dto.js';
import { SystemService } from './system.service.js';

@ApiTags('system')
@Controller('system')
export class SystemController {
  constructor(private readonly system: SystemService) {}

  @Get()
  @RequirePermission('system:read')
  @ApiOperation({ operationId: 'getSystem', summary: 'Which version runs, what is pending, what is wrong' })
  @ApiOkResponse({ type: SystemDto })
  @ApiProblem(403, 'access.district-wide-only')
  state(@CurrentViewer() viewer: Viewer): Promise<SystemDto> {
    return this.system.state(viewer);
  }
}
